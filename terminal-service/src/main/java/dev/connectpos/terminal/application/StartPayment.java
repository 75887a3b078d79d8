package dev.connectpos.terminal.application;

import dev.connectpos.terminal.application.AcquirerGateway.Presented;
import dev.connectpos.terminal.domain.AttemptId;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.PaymentRefusal;
import dev.connectpos.terminal.domain.Sale;
import dev.connectpos.terminal.domain.SessionId;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Begins a payment.
 *
 * <ol>
 *   <li>One transaction looks whether it may begin; an attempt id used before is answered here.
 *   <li>The encrypted card goes to the acquirer, with no transaction open.
 *   <li>One transaction looks again and stores the attempt with the command to authorize it.
 * </ol>
 *
 * <p>A crash between 2 and 3 leaves a presentment that expires, and no attempt: nothing can have
 * been charged, and a query of the terminal is answered "unknown attempt".
 */
@ApplicationScoped
public class StartPayment {
  private final PaymentAttempts attempts;
  private final AcquirerGateway acquirer;

  StartPayment(PaymentAttempts attempts, AcquirerGateway acquirer) {
    this.attempts = attempts;
    this.acquirer = acquirer;
  }

  /**
   * What a terminal asks for; the card data is masked in every text form.
   *
   * @param order what is paid; absent for an amount that was typed on the terminal (feature T5)
   */
  public record Start(@Nullable OrderId order, AttemptId attempt, Sale sale, EncryptedCard card) {}

  /** Blocks while the acquirer takes the card data. */
  public PaymentAnswer start(SessionId session, Start start) {
    return switch (attempts.examine(session, start)) {
      case PaymentAttempts.Examined.Answered(var answer) -> answer;
      case PaymentAttempts.Examined.MayBegin(var serial) ->
          switch (acquirer.present(start.attempt(), serial, start.card())) {
            case Presented.Accepted(var reference) -> attempts.begin(session, start, reference);
            case Presented.Rejected _ ->
                new PaymentAnswer.Refused(PaymentRefusal.CARD_DATA_REJECTED);
            case Presented.Unreachable _ ->
                new PaymentAnswer.Refused(PaymentRefusal.TEMPORARILY_UNAVAILABLE);
          };
    };
  }
}
