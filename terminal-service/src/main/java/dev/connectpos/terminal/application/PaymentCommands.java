package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.PaymentAttemptEvent;
import dev.connectpos.terminal.domain.Terminal;
import java.time.Instant;

/** What the acquirer is asked to do, through the outbox of the running transaction. */
public interface PaymentCommands {

  /**
   * One command; its version is {@link PaymentAttempt#commandVersion()}.
   *
   * @param terminal where the card was read
   */
  record Command(
      PaymentAttempt attempt,
      Terminal terminal,
      PaymentAttemptEvent event,
      Instant at,
      Cause cause) {}

  /** Sends it with the commit. */
  void send(Command command);
}
