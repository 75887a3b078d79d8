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

  /** The account's endpoints, oldest first, disabled ones too. */
  List<Endpoint> of(AccountId account);

  /** An endpoint that exists, with what is needed to sign. */
  Target target(EndpointId id);

  /** Nothing is sent there any more. */
  void disable(EndpointId id);

  /** For each endpoint with anything to wake for, when the first of it is due. One probe each. */
  List<WakeUp> wakeUps();

  /** An endpoint and its secret as it is stored. */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, compared by no one.
  record Target(Endpoint endpoint, byte[] sealedSecret) {}

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
