package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.Endpoint;
import dev.connectpos.notification.domain.EndpointId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Endpoints and their sealed secrets. */
public interface EndpointStore {

  void add(Endpoint endpoint, byte[] sealedSecret);

  /** The account's endpoints, oldest first, all but the deleted ones. */
  List<Endpoint> of(AccountId account);

  /** Locks an endpoint, unless it is deleted. */
  Optional<Endpoint> lock(EndpointId id);

  /** An endpoint that exists, with what is needed to call it. */
  Target target(EndpointId id);

  /** Writes address, filter and status of one that is not deleted. */
  void save(Endpoint endpoint);

  /** Another secret; the one there was is the previous one until then. */
  void rotate(EndpointId id, byte[] sealedSecret, Instant previousUntil);

  void setBasic(EndpointId id, byte[] sealedCredentials);

  void removeBasic(EndpointId id);

  /**
   * Nothing is sent there any more.
   *
   * @return whether anything was until now
   */
  boolean disable(EndpointId id);

  /** The next number of what is told about the endpoint itself, from 1. */
  long nextSequence(EndpointId id);

  /** The same, and its secrets are gone. */
  void delete(EndpointId id, Instant at);

  /**
   * For each endpoint with anything to wake for, when the first of it is due. One probe each. What
   * waits for a paused one wakes nobody.
   */
  List<WakeUp> wakeUps();

  /**
   * An endpoint and its secrets as they are stored.
   *
   * @param previous the secret before the last rotation
   * @param sealedBasic {@code user:password} for HTTP Basic
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, compared by no one.
  record Target(
      Endpoint endpoint,
      byte[] sealedSecret,
      Optional<Previous> previous,
      Optional<byte[]> sealedBasic) {

    /** What credentials for HTTP Basic are sealed for. */
    public static String basicPurpose(EndpointId id) {
      return "basic of " + id;
    }
  }

  /** A secret that signs until then. */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, compared by no one.
  record Previous(byte[] sealedSecret, Instant until) {}

  /**
   * When an endpoint's lane has something to do.
   *
   * @param at in the past if it is late
   */
  record WakeUp(EndpointId endpoint, Instant at) {

    /** The earliest of them, if there is any. */
    static Optional<Instant> earliest(List<WakeUp> wakeUps) {
      return wakeUps.stream().map(WakeUp::at).min(Instant::compareTo);
    }
  }
}
