package dev.connectpos.order.api;

import dev.connectpos.order.domain.CancelKind;
import dev.connectpos.order.domain.Cancellation;
import dev.connectpos.order.domain.Charge;
import dev.connectpos.order.domain.ChargeState;
import dev.connectpos.order.domain.ChargeState.Captured;
import dev.connectpos.order.domain.ChargeState.Expired;
import dev.connectpos.order.domain.ChargeState.Over;
import dev.connectpos.order.domain.ChargeState.Paid;
import dev.connectpos.order.domain.ChargeState.Pending;
import dev.connectpos.order.domain.ChargeState.Refunded;
import dev.connectpos.order.domain.ChargeState.Released;
import dev.connectpos.order.domain.ChargeState.Voided;
import dev.connectpos.order.domain.InstallmentType;
import dev.connectpos.order.domain.Sale;
import java.time.Instant;
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
    var sale = charge.sale();
    var state = charge.state();
    return new ChargeJson(
        charge.id().value(),
        charge.code(),
        sale.authorized().minor(),
        state instanceof Captured captured ? captured.captured().minor() : null,
        canceledAmount(charge),
        status(state),
        sale.authorized().currency().name(),
        "cash",
        state instanceof Captured captured ? Timestamps.of(captured.capturedAt()) : null,
        state instanceof Over over ? Timestamps.of(over.overAt()) : null,
        Timestamps.of(charge.createdAt()),
        Timestamps.of(charge.updatedAt()),
        charge.pendingCancellation(),
        sale.payment().value(),
        sale.nsu(),
        acquirerStatus(charge),
        state instanceof Expired ? "capture_timeout" : null,
        JsonResources.word(sale.operationType()),
        state instanceof Pending(Instant captureBy) ? Timestamps.of(captureBy) : null,
        charge.pendingCapture() ? Boolean.TRUE : null,
        customer,
        order,
        transactions(charge).getFirst(),
        metadata(charge));
  }

  /** The sale and every attempt to give its money back, newest first. */
  static List<ChargeJson.Transaction> transactions(Charge charge) {
    var transactions = new ArrayList<ChargeJson.Transaction>();
    transactions.add(sale(charge));
    charge.cancellations().forEach(c -> transactions.add(cancellation(c)));
    Collections.reverse(transactions);
    return transactions;
  }

  private static ChargeJson.Transaction sale(Charge charge) {
    var amount = charge.sale().authorized();
    var at = charge.createdAt();
    var status = "authorized_pending_capture";
    if (charge.state() instanceof Captured captured) {
      amount = captured.captured();
      at = captured.capturedAt();
      status = "paid";
    } else if (charge.state() instanceof Over) {
      status = CANCELED;
    }
    return new ChargeJson.Transaction(
        charge.transaction().value(),
        "cash",
        amount.minor(),
        status,
        true,
        Timestamps.of(at),
        Timestamps.of(charge.cancellations().isEmpty() ? charge.updatedAt() : at),
        null,
        null);
  }

  private static ChargeJson.Transaction cancellation(Cancellation cancellation) {
    var failed = cancellation.result() instanceof Cancellation.Failed it ? it : null;
    var at = Timestamps.of(cancellation.at());
    return new ChargeJson.Transaction(
        cancellation.id().value(),
        "cash",
        cancellation.amount().minor(),
        failed == null ? CANCELED : failure(cancellation.kind()),
        failed == null,
        at,
        at,
        failed == null ? null : failed.returnCode(),
        failed == null ? null : failed.message());
  }

  private static String status(ChargeState state) {
    return switch (state) {
      case Pending _ -> "pending";
      case Paid _ -> "paid";
      case Over _ -> CANCELED;
    };
  }

  private static @Nullable Long canceledAmount(Charge charge) {
    return switch (charge.state()) {
      case Pending _ -> null;
      case Captured captured ->
          captured.givenBack().isPositive() ? (Long) captured.givenBack().minor() : null;
      case Released _ -> charge.sale().authorized().minor();
      case Expired _ -> charge.sale().authorized().minor();
    };
  }

  private static String acquirerStatus(Charge charge) {
    return switch (charge.state()) {
      case Voided _ -> "voided";
      case Released _ -> "voided";
      case Refunded _ -> "refunded";
      case Expired _ -> "expired";
      case Pending _ -> lastFailure(charge, "authorized_pending_capture");
      case Paid paid -> {
        var captured =
            paid.captured().compareTo(charge.sale().authorized()) < 0
                ? "partial_capture"
                : "captured";
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

  private static String failure(CancelKind kind) {
    return switch (kind) {
      case VOID -> "error_on_voiding";
      case REFUND -> "error_on_refunding";
    };
  }

  /** What the PDV noted, under the keys that integrators read; strings all, and no nulls. */
  private static Map<String, String> metadata(Charge charge) {
    var metadata = metadata(charge.sale());
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
  private static String funding(Sale sale) {
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
