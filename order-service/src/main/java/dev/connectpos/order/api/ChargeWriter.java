package dev.connectpos.order.api;

import dev.connectpos.order.domain.CancelKind;
import dev.connectpos.order.domain.Cancellation;
import dev.connectpos.order.domain.CardAsk;
import dev.connectpos.order.domain.Cash;
import dev.connectpos.order.domain.Charge;
import dev.connectpos.order.domain.ChargeState;
import dev.connectpos.order.domain.ChargeState.Captured;
import dev.connectpos.order.domain.ChargeState.Expired;
import dev.connectpos.order.domain.ChargeState.Failed;
import dev.connectpos.order.domain.ChargeState.Kept;
import dev.connectpos.order.domain.ChargeState.Over;
import dev.connectpos.order.domain.ChargeState.Paid;
import dev.connectpos.order.domain.ChargeState.PartiallyCaptured;
import dev.connectpos.order.domain.ChargeState.Pending;
import dev.connectpos.order.domain.ChargeState.Processing;
import dev.connectpos.order.domain.ChargeState.Refunded;
import dev.connectpos.order.domain.ChargeState.Released;
import dev.connectpos.order.domain.ChargeState.Unconfirmed;
import dev.connectpos.order.domain.ChargeState.Voided;
import dev.connectpos.order.domain.InstallmentType;
import dev.connectpos.order.domain.OnlineSale;
import dev.connectpos.order.domain.Sale;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Charges in the incumbent's JSON. */
final class ChargeWriter {
  private static final String CANCELED = "canceled";

  private ChargeWriter() {}

  static ChargeJson charge(
      Charge charge, OrderJson.@Nullable Customer customer, @Nullable OrderJson order) {
    var state = charge.state();
    return new ChargeJson(
        charge.id().value(),
        charge.code(),
        charge.amount().minor(),
        state instanceof Captured captured ? captured.captured().minor() : null,
        canceledAmount(charge),
        status(state),
        charge.amount().currency().name(),
        TransactionWriter.method(charge),
        state instanceof Captured captured ? Timestamps.of(captured.capturedAt()) : null,
        state instanceof Over over ? Timestamps.of(over.overAt()) : null,
        Timestamps.of(charge.createdAt()),
        Timestamps.of(charge.updatedAt()),
        charge.pendingCancellation(),
        charge.payment().value(),
        charge.means() instanceof Cash ? Boolean.TRUE : null,
        charge.sale().map(Sale::nsu).orElse(null),
        charge.means() instanceof Cash ? null : acquirerStatus(charge),
        state instanceof Expired ? "capture_timeout" : null,
        operationType(charge),
        captureBy(state),
        charge.pendingCapture() ? Boolean.TRUE : null,
        charge.cancelingTerminal().orElse(null),
        customer,
        order,
        transactions(charge).getFirst(),
        metadata(charge));
  }

  /** Every payment of it, and every attempt to give money back, newest first. */
  static List<ChargeJson.Transaction> transactions(Charge charge) {
    var transactions = new ArrayList<ChargeJson.Transaction>();
    charge.tries().forEach(failed -> transactions.add(TransactionWriter.failed(charge, failed)));
    transactions.add(TransactionWriter.payment(charge));
    charge
        .cancellations()
        .forEach(c -> transactions.add(TransactionWriter.cancellation(charge, c)));
    Collections.reverse(transactions);
    return transactions;
  }

  private static String status(ChargeState state) {
    return switch (state) {
      case Processing _ -> "processing";
      case Failed _ -> "failed";
      case Unconfirmed _ -> "pending";
      case Pending _ -> "pending";
      case Kept _ -> "paid";
      case Over _ -> CANCELED;
    };
  }

  private static @Nullable String captureBy(ChargeState state) {
    return switch (state) {
      case Pending(var captureBy) -> Timestamps.of(captureBy);
      case PartiallyCaptured part -> Timestamps.of(part.captureBy());
      case ChargeState.Unapproved _ -> null;
      case Paid _ -> null;
      case Over _ -> null;
    };
  }

  private static @Nullable Long canceledAmount(Charge charge) {
    return switch (charge.state()) {
      case ChargeState.Unapproved _ -> null;
      case Pending _ -> null;
      case Captured captured ->
          captured.givenBack().isPositive() ? (Long) captured.givenBack().minor() : null;
      case Released _ -> charge.amount().minor();
      case Expired _ -> charge.amount().minor();
    };
  }

  private static @Nullable String operationType(Charge charge) {
    return switch (charge.means()) {
      case Sale sale -> JsonResources.word(sale.operationType());
      case OnlineSale online -> JsonResources.word(online.sale().operationType());
      case CardAsk ask -> JsonResources.word(ask.operationType());
      case Cash _ -> null;
    };
  }

  private static String acquirerStatus(Charge charge) {
    return switch (charge.state()) {
      case ChargeState.Unapproved state -> TransactionWriter.unapproved(state);
      case Voided _ -> "voided";
      case Released _ -> "voided";
      case Refunded _ -> "refunded";
      case Expired _ -> "expired";
      case Pending _ -> lastFailure(charge, "authorized_pending_capture");
      case Kept paid -> {
        var captured =
            paid.captured().compareTo(charge.amount()) < 0 ? "partial_capture" : "captured";
        yield lastFailure(charge, paid.givenBack().isPositive() ? "partial_refunded" : captured);
      }
    };
  }

  private static String lastFailure(Charge charge, String otherwise) {
    var attempts = charge.cancellations();
    return !attempts.isEmpty() && attempts.getLast().result() instanceof Cancellation.Failed
        ? failure(attempts.getLast().kind())
        : otherwise;
  }

  static String failure(CancelKind kind) {
    return switch (kind) {
      case VOID -> "error_on_voiding";
      case REFUND -> "error_on_refunding";
    };
  }

  /** What the PDV noted, under the keys that integrators read; strings all, and no nulls. */
  private static @Nullable Map<String, String> metadata(Charge charge) {
    if (!(charge.means() instanceof Sale sale)) {
      return charge.metadata().isEmpty() ? null : charge.metadata();
    }
    var metadata = metadata(sale);
    new TreeMap<>(charge.metadata()).forEach(metadata::putIfAbsent);
    return metadata;
  }

  /** The keys that integrators read; what does not apply is left out. */
  static Map<String, String> metadata(Sale sale) {
    var card = sale.card();
    var metadata = new LinkedHashMap<String, String>();
    metadata.put("scheme_name", card.brand());
    var holder = card.holderName();
    if (holder != null) {
      metadata.put("account_holder_name", holder);
    }
    metadata.put("account_funding_source", funding(sale));
    metadata.put("authorization_code", sale.authorizationCode());
    metadata.put("initiator_transaction_key", sale.attemptId());
    boolean instalments = sale.installments() > 1;
    if (instalments) {
      metadata.put("installment_quantity", Integer.toString(sale.installments()));
    }
    metadata.put("installment_type", instalments ? financed(sale.installmentType()) : "None");
    metadata.put("transaction_timestamp", Timestamps.of(sale.authorizedAt()));
    metadata.put("terminal_serial_number", sale.terminalSerial());
    return metadata;
  }

  /** What the card is, or what it was used as where the acquirer does not know. */
  static String funding(Sale sale) {
    return switch (sale.card().funding()) {
      case CREDIT -> "Credit";
      case DEBIT -> "Debit";
      case PREPAID -> "Prepaid";
      case UNKNOWN ->
          switch (sale.paymentType()) {
            case CREDIT -> "Credit";
            case DEBIT -> "Debit";
            case VOUCHER -> "Prepaid";
          };
    };
  }

  private static String financed(InstallmentType type) {
    return switch (type) {
      case MERCHANT -> "MerchantFinanced";
      case ISSUER -> "IssuerFinanced";
    };
  }
}
