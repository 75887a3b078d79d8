package dev.connectpos.acquirer.messaging;

import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.AttemptId;
import dev.connectpos.acquirer.domain.Channel;
import dev.connectpos.acquirer.domain.InstallmentType;
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
    try {
      return new PaymentTerms(
          new PaymentId(command.getPaymentId()),
          new OrderId(command.getOrderId()),
          new AccountId(command.getAccountId()),
          new AttemptId(command.getAttemptId()),
          new Channel.Terminal(
              command.getTerminalId(),
              command.getTerminalSerial(),
              command.getEntryMode().name().toLowerCase(Locale.ROOT),
              origin(command)),
          new Money(command.getAmountMinor(), Currency.of(command.getCurrency())),
          new PaymentPlan(type(command), command.getInstallments(), installmentType(command)),
          operation(command),
          command.getSoftDescriptor());
    } catch (IllegalArgumentException e) {
      throw new PermanentFailureException(
          "payment " + command.getPaymentId() + ": " + e.getMessage(), e);
    }
  }

  private static PaymentOrigin origin(AuthorizePayment command) {
    return switch (command.getOrigin()) {
      case ORDER -> PaymentOrigin.ORDER;
      case STANDALONE -> PaymentOrigin.STANDALONE;
      case UNKNOWN -> throw new IllegalArgumentException("origin is unknown");
    };
  }

  private static PaymentType type(AuthorizePayment command) {
    return switch (command.getPaymentType()) {
      case CREDIT -> PaymentType.CREDIT;
      case DEBIT -> PaymentType.DEBIT;
      case VOUCHER -> PaymentType.VOUCHER;
      case UNKNOWN -> throw new IllegalArgumentException("payment_type is unknown");
    };
  }

  private static OperationType operation(AuthorizePayment command) {
    return switch (command.getOperationType()) {
      case AUTH_AND_CAPTURE -> OperationType.AUTH_AND_CAPTURE;
      case AUTH_ONLY -> OperationType.AUTH_ONLY;
      case PRE_AUTH -> OperationType.PRE_AUTH;
      case UNKNOWN -> throw new IllegalArgumentException("operation_type is unknown");
    };
  }

  private static InstallmentType installmentType(AuthorizePayment command) {
    return switch (command.getInstallmentType()) {
      case MERCHANT -> InstallmentType.MERCHANT;
      case ISSUER -> InstallmentType.ISSUER;
      case UNKNOWN -> {
        if (command.getInstallments() > 1) {
          throw new IllegalArgumentException("installment_type is unknown");
        }
        // Nobody finances a single instalment.
        yield InstallmentType.MERCHANT;
      }
    };
  }
}
