package dev.connectpos.order.messaging;

import dev.connectpos.charge.commands.v1.AuthorizeOnlinePayment;
import dev.connectpos.charge.commands.v1.CancelPayment;
import dev.connectpos.charge.commands.v1.CapturePayment;
import dev.connectpos.charge.commands.v1.ChargeCommand;
import dev.connectpos.charge.commands.v1.InstallmentType;
import dev.connectpos.charge.commands.v1.RetryCancellation;
import dev.connectpos.order.application.ChargeCommands.Command;
import dev.connectpos.order.domain.ChargeAsk;
import dev.connectpos.order.domain.OperationType;
import org.apache.avro.specific.SpecificRecord;

/** What the acquirer is asked, as {@code charge.commands.v1} has it. One mapping for each. */
final class ChargeCommandMapping {
  private ChargeCommandMapping() {}

  /** The dotted wire type; a name, once released, is for ever. */
  static String type(ChargeAsk ask) {
    return switch (ask) {
      case ChargeAsk.AuthorizeOnline _ -> "charge.authorize_online";
      case ChargeAsk.CapturePayment _ -> "charge.capture";
      case ChargeAsk.CancelPayment _ -> "charge.cancel";
      case ChargeAsk.RetryCancellation _ -> "charge.retry_cancellation";
    };
  }

  /** The message. */
  static ChargeCommand envelope(Command command) {
    var causation = command.origin().causationId();
    return new ChargeCommand(
        command.id(),
        type(command.ask()),
        command.at(),
        command.version(),
        command.origin().correlationId(),
        causation == null ? null : causation.toString(),
        payload(command));
  }

  private static SpecificRecord payload(Command command) {
    var order = command.order().id().value();
    var account = command.order().account().value();
    return switch (command.ask()) {
      case ChargeAsk.AuthorizeOnline(var ask, var reference) ->
          AuthorizeOnlinePayment.newBuilder()
              .setPaymentId(ask.payment().value())
              .setOrderId(order)
              .setAccountId(account)
              .setCardReference(reference)
              .setAmountMinor(ask.amount().minor())
              .setCurrency(ask.amount().currency().name())
              .setInstallments(ask.installments())
              .setInstallmentType(InstallmentType.MERCHANT)
              .setOperationType(operationType(ask.operationType()))
              .setSoftDescriptor(ask.terms().statementDescriptor())
              .build();
      case ChargeAsk.CapturePayment(var payment, var request, var amount, boolean isFinal) ->
          new CapturePayment(
              payment.value(),
              order,
              account,
              request.value(),
              amount.minor(),
              amount.currency().name(),
              isFinal);
      case ChargeAsk.CancelPayment(var payment, var request, var amount) ->
          new CancelPayment(
              payment.value(),
              order,
              account,
              request.value(),
              amount.minor(),
              amount.currency().name());
      case ChargeAsk.RetryCancellation(var payment, var request, var failed) ->
          new RetryCancellation(payment.value(), order, account, request.value(), failed.value());
    };
  }

  private static dev.connectpos.charge.commands.v1.OperationType operationType(OperationType type) {
    return switch (type) {
      case AUTH_AND_CAPTURE -> dev.connectpos.charge.commands.v1.OperationType.AUTH_AND_CAPTURE;
      case AUTH_ONLY -> dev.connectpos.charge.commands.v1.OperationType.AUTH_ONLY;
      case PRE_AUTH -> dev.connectpos.charge.commands.v1.OperationType.PRE_AUTH;
    };
  }
}
