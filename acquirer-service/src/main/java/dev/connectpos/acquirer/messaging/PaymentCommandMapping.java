package dev.connectpos.acquirer.messaging;

import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.AttemptId;
import dev.connectpos.acquirer.domain.Channel;
import dev.connectpos.acquirer.domain.OperationType;
import dev.connectpos.acquirer.domain.OrderId;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentOrigin;
import dev.connectpos.acquirer.domain.PaymentPlan;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.PaymentType;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.outbox.PermanentFailureException;
import dev.connectpos.payment.commands.v1.AuthorizePayment;
import java.util.Locale;

/** Commands from the wire to our words. What cannot be said in them is parked, never guessed. */
final class PaymentCommandMapping {
  private PaymentCommandMapping() {}

  /**
   * The terms of a payment to authorize.
   *
   * @throws PermanentFailureException if they make no sense
   */
  static PaymentTerms terms(AuthorizePayment command) {
    return CommandWords.terms(
        command.getPaymentId(),
        () ->
            new PaymentTerms(
                new PaymentId(command.getPaymentId()),
                new OrderId(command.getOrderId()),
                new AccountId(command.getAccountId()),
                new AttemptId(command.getAttemptId()),
                new Channel.Terminal(
                    command.getTerminalId(),
                    command.getTerminalSerial(),
                    command.getEntryMode().name().toLowerCase(Locale.ROOT),
                    CommandWords.word(PaymentOrigin.class, command.getOrigin())),
                new Money(command.getAmountMinor(), Currency.of(command.getCurrency())),
                new PaymentPlan(
                    CommandWords.word(PaymentType.class, command.getPaymentType()),
                    command.getInstallments(),
                    CommandWords.financing(
                        command.getInstallmentType(), command.getInstallments())),
                CommandWords.word(OperationType.class, command.getOperationType()),
                command.getSoftDescriptor()));
  }
}
