package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.PairingId;
import dev.connectpos.terminal.domain.TerminalId;
import dev.connectpos.terminal.domain.TerminalModel;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pairings in progress. */
public interface PairingStore {

  /**
   * A pairing.
   *
   * @param code what the terminal shows
   * @param secretHash of what the terminal keeps to itself
   * @param terminal what it led to, absent while waiting
   */
  record Pairing(
      PairingId id,
      String serialNumber,
      TerminalModel model,
      String appVersion,
      String code,
      String secretHash,
      @Nullable TerminalId terminal,
      Instant createdAt,
      Instant expiresAt) {}

  /** Forgets pairings that ran out unclaimed. */
  void dropExpired(Instant now);

  /** Forgets all unclaimed pairings of the serial number but the newest few. */
  void keepNewest(String serialNumber, int count);

  /** Adds it; false if its code is taken by another. */
  boolean add(Pairing pairing);

  Optional<Pairing> lockByCode(String code);

  Optional<Pairing> find(PairingId id);

  void lead(PairingId pairing, TerminalId terminal);
}
