package dev.connectpos.acquirer.messaging;

import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.AttemptId;
import dev.connectpos.acquirer.domain.Channel;
import dev.connectpos.acquirer.domain.OperationType;
import dev.connectpos.acquirer.domain.OrderId;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentPlan;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.PaymentType;
import dev.connectpos.charge.commands.v1.AuthorizeOnlinePayment;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.outbox.PermanentFailureException;

/** Payments online from the wire to our words. What cannot be said in them is parked. */
final class ChargeCommandMapping {
  private ChargeCommandMapping() {}

  /**
   * The terms of a payment to authorize; its attempt is itself.
   *
   * @throws PermanentFailureException if they make no sense
   */
  static PaymentTerms terms(AuthorizeOnlinePayment command) {
    return CommandWords.terms(
        command.getPaymentId(),
        () ->
            new PaymentTerms(
                new PaymentId(command.getPaymentId()),
                new OrderId(command.getOrderId()),
                new AccountId(command.getAccountId()),
                new AttemptId(command.getPaymentId()),
                new Channel.Online(),
                new Money(command.getAmountMinor(), Currency.of(command.getCurrency())),
                new PaymentPlan(
                    PaymentType.CREDIT,
                    command.getInstallments(),
                    CommandWords.financing(
                        command.getInstallmentType(), command.getInstallments())),
                CommandWords.word(OperationType.class, command.getOperationType()),
                command.getSoftDescriptor()));
  }
}
