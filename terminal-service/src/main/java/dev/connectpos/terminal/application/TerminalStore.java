package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.Activation;
import dev.connectpos.terminal.domain.AdminLock;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.PairingId;
import dev.connectpos.terminal.domain.SessionId;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.TerminalId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Terminals. A terminal's row is the lock under which everything of that terminal happens; it is
 * taken before any order or attempt.
 */
public interface TerminalStore {

  /**
   * How a terminal proves itself.
   *
   * @param pairing which pairing may fetch the credential
   * @param issuedBy which one fetched the present credential
   * @param hash of the present credential
   * @param used whether a session was opened with it
   */
  record Credential(
      PairingId pairing, @Nullable PairingId issuedBy, @Nullable String hash, boolean used) {}

  /** When a session was last heard. */
  record Heard(SessionId session, Instant at) {}

  /**
   * How far a terminal is: its newest session, the version of its screen, and the version of the
   * orders listed for its account.
   */
  record Position(TerminalId terminal, long epoch, long screenVersion, long listVersion) {}

  Optional<Terminal> find(TerminalId id);

  List<Terminal> ofAccount(AccountId account);

  Optional<Terminal> lock(TerminalId id);

  Optional<Terminal> lockBySerial(String serialNumber);

  /** Whose terminal it is; never changes, and is read without the rest. */
  Optional<AccountId> accountOf(TerminalId id);

  /**
   * Locks the terminal that has taken the place of a replaced one, and of whatever took its place
   * since; empty if it was not replaced. Taken after the lock of the replaced one.
   */
  Optional<Terminal> lockSuccessor(Terminal replaced);

  /** The serial number that orders addressed to one of an account are for by now. */
  String latestSerial(AccountId account, String serialNumber);

  /** Adds a terminal without a credential; false if its serial number is taken. */
  boolean add(Terminal terminal, PairingId pairing);

  Optional<Credential> credential(TerminalId id);

  void save(TerminalId id, Credential credential);

  /** Saves the session's part: epoch, connected, last seen and application version. */
  void save(Terminal terminal);

  /** Saves whether orders reach it, and how; the caller holds the lock. */
  void activate(TerminalId id, Activation activation);

  /** Saves which terminal took its place, or that it is one again; the caller holds the lock. */
  void replace(Terminal terminal);

  /** Wrong administrative passwords tried on it; the caller holds the lock. */
  AdminLock adminLock(TerminalId id);

  /** Saves that; the caller holds the lock. */
  void save(TerminalId id, AdminLock lock);

  /** The listed order that the terminal's operator picked. */
  Optional<OrderId> pickOf(TerminalId id);

  /** Saves the pick; the caller holds the lock. */
  void pick(TerminalId id, @Nullable OrderId order);

  /** The next version in the terminal's stream; the caller holds the lock. */
  long nextEventVersion(TerminalId id);

  /** Raises the version of what the terminal should see; the caller holds the lock. */
  void raiseScreen(TerminalId id);

  /**
   * Reserves numbers for frames.
   *
   * @return the number before the first reserved one, or empty if the session is fenced
   */
  OptionalLong reserveFrames(SessionId session, int count);

  /** Gives back the numbers above the last one used, if the session is still the newest. */
  void returnFrames(SessionId session, long lastUsed);

  /** Notes many sessions at once as heard; fenced ones are left alone. */
  void heard(List<Heard> sessions);

  List<Position> positions(Collection<TerminalId> terminals);

  /** Sessions that count as live and were last heard before the instant. */
  List<SessionId> silentSince(Instant instant);
}
