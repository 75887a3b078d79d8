package dev.connectpos.acquirer.host;

import dev.connectpos.acquirer.application.AffiliationStore.Affiliate;
import dev.connectpos.acquirer.application.CardNetwork.AuthorizationRequest;
import dev.connectpos.acquirer.application.CardNetwork.CancellationRequest;
import dev.connectpos.acquirer.application.PresentedCard;
import dev.connectpos.acquirer.domain.Cancellation;
import dev.connectpos.acquirer.domain.InstallmentType;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentOrigin;
import dev.connectpos.acquirer.domain.PaymentPlan;
import dev.connectpos.acquirer.domain.PaymentType;
import dev.connectpos.iso8583.Field;
import dev.connectpos.iso8583.Message;
import dev.connectpos.iso8583.MessageType;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** What we ask of the network, as messages. docs/card-network.md has the same in tables. */
final class Requests {
  private static final DateTimeFormatter EXPIRY = DateTimeFormatter.ofPattern("yyMM", Locale.ROOT);

  private static final String AUTHORIZE = "100";
  private static final String VERIFY = "108";
  private static final String PAY_BACK = "200";
  private static final String REVERSE_ALL = "400";
  private static final String ENQUIRE = "680";

  private static final String VERIFICATION = "330000";
  private static final String VOID = "220000";
  private static final String REFUND = "200000";

  /** The reason of every advice: we do not know of an approval, or nobody wants it any more. */
  private static final String NOT_COMPLETED = "4021";

  /** With the shopper and the card there; read by the terminal. */
  private static final String AT_TERMINAL = "510101500344";

  /** By the shopper from afar, without the card. */
  private static final String ONLINE = "000050600000";

  private Requests() {}

  static Message authorization(AuthorizationRequest request) {
    PaymentPlan plan = request.plan();
    boolean online = request.origin() == PaymentOrigin.ONLINE;
    return carded(request.affiliate(), request.card(), plan.installmentType())
        .with(Field.PROCESSING_CODE, "00" + account(plan.type()) + "00")
        .with(Field.POINT_OF_SERVICE, online ? ONLINE : AT_TERMINAL)
        .with(Field.FUNCTION, AUTHORIZE)
        .with(Field.AMOUNT, minor(request.amount()))
        .with(Field.CURRENCY, number(request.amount().currency()))
        .with(
            Field.DESCRIPTOR,
            Optional.ofNullable(request.softDescriptor()).filter(text -> !text.isEmpty()))
        .with(Field.REFERENCE, request.reference().value())
        .with(Field.INSTALLMENTS, Integer.toString(plan.installments()));
  }

  static Message verification(Affiliate affiliate, PresentedCard card) {
    return carded(affiliate, card, InstallmentType.MERCHANT)
        .with(Field.PROCESSING_CODE, VERIFICATION)
        .with(Field.POINT_OF_SERVICE, ONLINE)
        .with(Field.FUNCTION, VERIFY);
  }

  private static Message carded(
      Affiliate affiliate, PresentedCard card, InstallmentType financing) {
    String conditions =
        (affiliate.test() ? "T" : "L") + (financing == InstallmentType.ISSUER ? "I" : "M");
    return Message.of(MessageType.AUTHORIZATION_REQUEST)
        .with(Field.CARD_NUMBER, card.number())
        .with(Field.EXPIRY, EXPIRY.format(card.expiry()))
        .with(Field.SECURITY_CODE, Optional.ofNullable(card.securityCode()))
        .with(Field.AFFILIATION, affiliate.key())
        .with(Field.CONDITIONS, conditions);
  }

  static Message enquiry(PaymentId reference) {
    return Message.of(MessageType.ADMINISTRATIVE_REQUEST)
        .with(Field.FUNCTION, ENQUIRE)
        .with(Field.REFERENCE, reference.value());
  }

  static Message reversal(PaymentId reference, boolean repeat) {
    return Message.of(repeat ? MessageType.REVERSAL_REPEAT : MessageType.REVERSAL_ADVICE)
        .with(Field.FUNCTION, REVERSE_ALL)
        .with(Field.REASON, NOT_COMPLETED)
        .with(Field.REFERENCE, reference.value());
  }

  static Message cancellation(CancellationRequest request) {
    return Message.of(MessageType.FINANCIAL_REQUEST)
        .with(Field.PROCESSING_CODE, request.kind() == Cancellation.Kind.VOID ? VOID : REFUND)
        .with(Field.FUNCTION, PAY_BACK)
        .with(Field.AMOUNT, minor(request.amount()))
        .with(Field.CURRENCY, number(request.amount().currency()))
        .with(Field.REFERENCE, request.reference().value())
        .with(Field.REQUEST, request.request().value());
  }

  /** Positions 3 and 4 of the processing code; vouchers have one of those for private use. */
  private static String account(PaymentType type) {
    return switch (type) {
      case CREDIT -> "30";
      case DEBIT -> "20";
      case VOUCHER -> "90";
    };
  }

  private static String minor(Money amount) {
    return Long.toString(amount.minor());
  }

  private static String number(Currency currency) {
    return java.util.Currency.getInstance(currency.name()).getNumericCodeAsString();
  }
}
