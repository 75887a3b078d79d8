package dev.connectpos.order.api;

import dev.connectpos.money.Money;
import dev.connectpos.order.application.CardSource;
import dev.connectpos.order.application.PaymentDraft;
import dev.connectpos.order.domain.OperationType;
import dev.connectpos.order.domain.PlacedOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads payments over the API (O12). No complaint ever quotes what was sent. */
final class PaymentReader {
  private static final int MAX_DESCRIPTOR = 22;
  private static final int MAX_PAYMENTS = 10;
  private static final int MAX_TEXT = 64;
  private static final int MAX_DESCRIPTION = 256;
  private static final List<String> METHODS = List.of("credit_card", "cash");

  private PaymentReader() {}

  /** Whether the order is to be paid over the API. */
  static boolean any(Fields order) {
    return order.find("payments").filter(payments -> !payments.isEmpty()).isPresent();
  }

  /**
   * The payments of an order.
   *
   * @param sum what the order comes to
   * @param all whether they have to come to that, too
   */
  static List<PaymentDraft> payments(Fields order, Complaints complaints, long sum, boolean all) {
    var drafts = new ArrayList<PaymentDraft>();
    var found = order.find("payments").orElse(null);
    if (found == null || found.isEmpty()) {
      return drafts;
    }
    if (!found.isArray() || found.size() > MAX_PAYMENTS) {
      order.complain("payments", "The payments must be an array of at most " + MAX_PAYMENTS + ".");
      return drafts;
    }
    long paid = 0;
    for (int i = 0; i < found.size(); i++) {
      var path = order.path("payments[" + i + "]");
      if (!found.get(i).isObject()) {
        complaints.add(path, "The payment must be an object.");
        continue;
      }
      var fields = new Fields(found.get(i), path, complaints);
      var amount = fields.integer("amount", 1, PlacedOrder.MAX_AMOUNT);
      // What is wrong with the sum is complained of there: here it must only be an amount.
      long minor = amount == null ? Math.clamp(sum, 1, PlacedOrder.MAX_AMOUNT) : amount;
      paid += minor;
      var draft = payment(fields, Money.brl(minor), OrderReader.metadata(fields));
      if (draft != null) {
        drafts.add(draft);
      }
    }
    if (complaints.none() && (all ? paid != sum : paid > sum)) {
      order.complain(
          "payments",
          "The payments must come to " + (all ? "" : "at most ") + "what the items do.");
    }
    return drafts;
  }

  /** One payment; null, and complained of, if it cannot be told. */
  static @Nullable PaymentDraft payment(
      Fields payment, Money amount, SortedMap<String, String> metadata) {
    payment.refuseSplit("split");
    payment.refuseUnlessBrl();
    var method = payment.oneOf("payment_method", METHODS);
    if (method == null) {
      if (!payment.has("payment_method")) {
        payment.required("payment_method");
      }
      return null;
    }
    var details = payment.object(method);
    if (method.equals("cash")) {
      return details
          .map(
              cash ->
                  new PaymentDraft.InCash(
                      amount,
                      cash.text("description", MAX_DESCRIPTION),
                      cash.flag("confirm", false),
                      metadata))
          .orElse(new PaymentDraft.InCash(amount, null, false, metadata));
    }
    if (details.isEmpty()) {
      if (!payment.has(method)) {
        payment.required(method);
      }
      return null;
    }
    return byCard(details.get(), amount, metadata);
  }

  private static @Nullable PaymentDraft byCard(
      Fields credit, Money amount, SortedMap<String, String> metadata) {
    var source = source(credit);
    int installments = credit.installments();
    var operation = operation(credit);
    var descriptor = credit.descriptor(MAX_DESCRIPTOR);
    return source == null
        ? null
        : new PaymentDraft.ByCard(amount, source, installments, operation, descriptor, metadata);
  }

  /** The older {@code capture} says the same as the operation type, which wins. */
  private static OperationType operation(Fields credit) {
    return credit
        .operationType()
        .orElseGet(
            () ->
                credit.flag("capture", true)
                    ? OperationType.AUTH_AND_CAPTURE
                    : OperationType.AUTH_ONLY);
  }

  private static @Nullable CardSource source(Fields credit) {
    if (credit.has("network_token")) {
      credit.complain("network_token", "Network tokens are not supported.");
    }
    var id = credit.text("card_id", MAX_TEXT);
    var token = credit.text("card_token", MAX_TEXT);
    var card = credit.object("card");
    int ways = (id == null ? 0 : 1) + (token == null ? 0 : 1) + (card.isPresent() ? 1 : 0);
    if (ways != 1) {
      if (ways > 1 || !credit.has("card")) {
        credit.complain("card", "Send one of card, card_id and card_token.");
      }
      return null;
    }
    if (id != null) {
      return new CardSource.Saved(id.strip());
    }
    return token != null
        ? new CardSource.Token(token.strip())
        : CardReader.number(card.orElseThrow());
  }
}
