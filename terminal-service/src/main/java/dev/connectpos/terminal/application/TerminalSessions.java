package dev.connectpos.terminal.application;

import dev.connectpos.terminal.application.TerminalStore.Credential;
import dev.connectpos.terminal.application.TerminalStore.Heard;
import dev.connectpos.terminal.application.TerminalStore.Position;
import dev.connectpos.terminal.domain.SessionId;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.TerminalEvent;
import dev.connectpos.terminal.domain.TerminalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Sessions of terminals (features T9, T10). The newest session of a terminal is the one with the
 * highest epoch on its row; every use of an older one is refused, whichever replica holds its
 * socket.
 */
@ApplicationScoped
public class TerminalSessions {
  private final TerminalStore terminals;
  private final TerminalEvents events;
  private final Clock clock;
  private final Clock realTime;

  TerminalSessions(
      TerminalStore terminals, TerminalEvents events, Clock clock, @RealTime Clock realTime) {
    this.terminals = terminals;
    this.events = events;
    this.clock = clock;
    this.realTime = realTime;
  }

  /** Whose credential this is, or empty if it is nobody's. */
  @Transactional
  public Optional<TerminalId> authenticate(String credential) {
    return credentialOf(credential).map(_ -> idIn(credential));
  }

  /**
   * A session that has begun.
   *
   * @param terminal with its new epoch
   * @param lastFrame number of the last frame that an earlier session may have sent
   */
  public record Opened(Terminal terminal, long lastFrame) {}

  /**
   * Begins a session, which fences all earlier ones. It is stated unless the terminal was there
   * already, with the same program.
   *
   * @param frames how many numbers to reserve for its first frames
   * @return empty if the credential is not good any more
   */
  @Transactional
  public Optional<Opened> open(String credential, String appVersion, int frames) {
    TerminalId id = idIn(credential);
    Optional<Terminal> locked = terminals.lock(id);
    // After the lock: a pairing may have replaced the credential in the meantime.
    Optional<Credential> good = credentialOf(credential);
    if (locked.isEmpty() || good.isEmpty()) {
      return Optional.empty();
    }
    Credential used = good.get();
    terminals.save(id, new Credential(used.pairing(), used.issuedBy(), used.hash(), true));
    Terminal before = locked.get();
    Terminal opened = before.online(appVersion, realTime.instant());
    terminals.save(opened);
    if (!before.connected() || !appVersion.equals(before.appVersion())) {
      state(opened, new TerminalEvent.Connected(opened.epoch(), appVersion));
    }
    var session = new SessionId(id, opened.epoch());
    return Optional.of(new Opened(opened, terminals.reserveFrames(session, frames).orElseThrow()));
  }

  /** Ends a session; a fenced one has ended already. */
  @Transactional
  public void close(SessionId session, String reason) {
    Optional<Terminal> locked = terminals.lock(session.terminal());
    if (locked.isEmpty() || locked.get().epoch() != session.epoch() || !locked.get().connected()) {
      return;
    }
    Terminal closed = locked.get().offline();
    terminals.save(closed);
    state(closed, new TerminalEvent.Disconnected(session.epoch(), reason));
  }

  /** Numbers for the next frames of a session; empty if it is fenced. */
  @Transactional
  public OptionalLong reserveFrames(SessionId session, int count) {
    return terminals.reserveFrames(session, count);
  }

  /** Gives back numbers that were not used. */
  @Transactional
  public void returnFrames(SessionId session, long lastUsed) {
    terminals.returnFrames(session, lastUsed);
  }

  /** Notes sessions as heard. */
  @Transactional
  public void heard(List<Heard> sessions) {
    terminals.heard(sessions);
  }

  /** How far these terminals are, whoever moved them. */
  @Transactional
  public List<Position> positions(Collection<TerminalId> ids) {
    return terminals.positions(ids);
  }

  /** Sessions of replicas that died with them: live by their row, and silent for too long. */
  @Transactional
  public List<SessionId> silentSince(Instant instant) {
    return terminals.silentSince(instant);
  }

  private Optional<Credential> credentialOf(String credential) {
    return terminals
        .credential(idIn(credential))
        .filter(known -> SecretHash.matches(credential, known.hash()));
  }

  private static TerminalId idIn(String credential) {
    int dot = credential.indexOf('.');
    return new TerminalId(dot < 0 ? "" : credential.substring(0, dot));
  }

  private void state(Terminal terminal, TerminalEvent event) {
    events.state(
        new TerminalEvents.Fact(
            terminal,
            terminals.nextEventVersion(terminal.id()),
            event,
            clock.instant(),
            Cause.of(terminal.id() + "-" + terminal.epoch())));
  }
}
