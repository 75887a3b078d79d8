package dev.connectpos.terminal.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A paired terminal.
 *
 * @param id ours
 * @param accountId whose terminal it is
 * @param serialNumber the maker's; active for one account at a time
 * @param model what it is
 * @param activation whether orders reach it, and how
 * @param registeredAt when it was paired first
 * @param epoch number of its newest session, 0 before the first
 * @param connected whether that session is live, as far as is known
 * @param lastSeenAt when it was last heard
 * @param appVersion of its newest session
 * @param picked the listed order that its operator picked, if one is on the screen
 * @param replacedBy serial number of the terminal that took its place (feature T3); it is no
 *     terminal any more then
 */
public record Terminal(
    TerminalId id,
    AccountId accountId,
    String serialNumber,
    TerminalModel model,
    Activation activation,
    Instant registeredAt,
    long epoch,
    boolean connected,
    @Nullable Instant lastSeenAt,
    @Nullable String appVersion,
    @Nullable OrderId picked,
    @Nullable String replacedBy) {

  /** Whether it takes orders. */
  public boolean isActive() {
    return activation.active();
  }

  /** How orders reach it. */
  public TerminalMode mode() {
    return activation.mode();
  }

  /** With another activation. */
  public Terminal as(Activation next) {
    return new Terminal(
        id,
        accountId,
        serialNumber,
        model,
        next,
        registeredAt,
        epoch,
        connected,
        lastSeenAt,
        appVersion,
        picked,
        replacedBy);
  }

  /** Its work goes on on another terminal. */
  public Terminal replacedBy(String successor) {
    return new Terminal(
        id,
        accountId,
        serialNumber,
        model,
        new Activation(false, mode()),
        registeredAt,
        epoch,
        connected,
        lastSeenAt,
        appVersion,
        picked,
        successor);
  }

  /** Paired again after it was replaced: a terminal like any other. */
  public Terminal revived() {
    return new Terminal(
        id,
        accountId,
        serialNumber,
        model,
        new Activation(true, mode()),
        registeredAt,
        epoch,
        connected,
        lastSeenAt,
        appVersion,
        picked,
        null);
  }

  /** Whether another terminal took its place. */
  public boolean isReplaced() {
    return replacedBy != null;
  }

  /** A new session, which fences all earlier ones. */
  public Terminal online(String app, Instant at) {
    return new Terminal(
        id,
        accountId,
        serialNumber,
        model,
        activation,
        registeredAt,
        epoch + 1,
        true,
        at,
        app,
        picked,
        replacedBy);
  }

  /** A listed order is on the screen, or none. */
  public Terminal picking(@Nullable OrderId order) {
    return new Terminal(
        id,
        accountId,
        serialNumber,
        model,
        activation,
        registeredAt,
        epoch,
        connected,
        lastSeenAt,
        appVersion,
        order,
        replacedBy);
  }

  /** The newest session has ended. */
  public Terminal offline() {
    return new Terminal(
        id,
        accountId,
        serialNumber,
        model,
        activation,
        registeredAt,
        epoch,
        false,
        lastSeenAt,
        appVersion,
        picked,
        replacedBy);
  }

  /** Whether a session is the newest. */
  public boolean isCurrent(SessionId session) {
    return session.terminal().equals(id) && session.epoch() == epoch;
  }
}
