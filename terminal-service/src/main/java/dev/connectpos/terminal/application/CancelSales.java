package dev.connectpos.terminal.application;

import dev.connectpos.money.Money;
import dev.connectpos.terminal.application.AcquirerGateway.Matched;
import dev.connectpos.terminal.domain.CancelId;
import dev.connectpos.terminal.domain.CancelRefusal;
import dev.connectpos.terminal.domain.EntryMode;
import dev.connectpos.terminal.domain.PaymentId;
import dev.connectpos.terminal.domain.SessionId;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Begins a cancellation (feature T6).
 *
 * <ol>
 *   <li>One transaction looks whether it may be asked for; a cancel id used before is answered
 *       here.
 *   <li>The acquirer says whether this is the card that paid, with no transaction open.
 *   <li>One transaction looks again, and stores the cancellation with the fact that asks
 *       order-service for it.
 * </ol>
 *
 * <p>A crash between 2 and 3 leaves nothing anywhere: a query of the terminal is answered "unknown
 * cancel".
 */
@ApplicationScoped
public class CancelSales {
  private final SaleCancellations cancellations;
  private final AcquirerGateway acquirer;

  CancelSales(SaleCancellations cancellations, AcquirerGateway acquirer) {
    this.cancellations = cancellations;
    this.acquirer = acquirer;
  }

  /**
   * What a terminal asks for; the card data is masked in every text form.
   *
   * @param amount all that is left of the sale
   * @param entryMode how the card was read
   */
  public record Ask(
      CancelId id, PaymentId sale, Money amount, EntryMode entryMode, EncryptedCard card) {}

  /**
   * Blocks while the acquirer looks at the card.
   *
   * @param unlocked whether the session was unlocked with the administrative password
   */
  public CancelAnswer cancel(SessionId session, boolean unlocked, Ask ask) {
    return switch (cancellations.examine(session, unlocked, ask)) {
      case SaleCancellations.Examined.Answered(var answer) -> answer;
      case SaleCancellations.Examined.MayBegin(var account, var serial) ->
          switch (acquirer.match(new AcquirerGateway.CardOfSale(account, serial, ask))) {
            case Matched.Same _ -> cancellations.begin(session, ask);
            case Matched.Other _ -> new CancelAnswer.Refused(CancelRefusal.CARD_MISMATCH);
            case Matched.Rejected _ -> new CancelAnswer.Refused(CancelRefusal.CARD_DATA_REJECTED);
            case Matched.Unreachable _ ->
                new CancelAnswer.Refused(CancelRefusal.TEMPORARILY_UNAVAILABLE);
          };
    };
  }
}
