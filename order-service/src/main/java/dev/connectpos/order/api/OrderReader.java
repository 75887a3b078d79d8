package dev.connectpos.order.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.connectpos.money.Money;
import dev.connectpos.order.application.OrderDraft;
import dev.connectpos.order.application.PaymentDraft;
import dev.connectpos.order.domain.ClosedAs;
import dev.connectpos.order.domain.InstallmentType;
import dev.connectpos.order.domain.OperationType;
import dev.connectpos.order.domain.OrderChannel;
import dev.connectpos.order.domain.OrderMachine;
import dev.connectpos.order.domain.PaymentSetup;
import dev.connectpos.order.domain.PaymentType;
import dev.connectpos.order.domain.PlacedOrder;
import dev.connectpos.order.domain.TerminalSettings;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies of order calls. Lenient in form, strict in meaning: everything that is wrong is
 * complained of at once, and only a draft without complaints is to be used.
 */
final class OrderReader {
  /** The incumbent's official SDKs hold amounts in 32 bits; R$ 21,474,836.47. */
  static final long MAX_AMOUNT = PlacedOrder.MAX_AMOUNT;

  private static final int MAX_CODE = 52;
  private static final int MAX_NAME = 64;
  private static final int MAX_DESCRIPTION = 256;
  private static final int MAX_SERIAL = 64;
  private static final int MAX_ITEMS = PlacedOrder.MAX_ITEMS;
  private static final int MAX_SERIALS = 100;
  private static final int MAX_DESCRIPTOR = 14;
  private static final int MAX_METADATA_ENTRIES = 50;
  private static final int MAX_METADATA_NAME = 64;
  private static final int MAX_METADATA_VALUE = 4096;
  private static final String SERIALS = "devices_serial_number";

  private OrderReader() {}

  /** The order a body asks for. To be used only if there are no complaints. */
  static Optional<OrderDraft> order(JsonNode body, Complaints complaints) {
    var order = new Fields(body, "order", complaints);
    order.refuseUnlessBrl();
    var channel = channel(order);
    var customer = CustomerReader.ofOrder(order);
    var code = order.text("code", MAX_CODE);
    var items = items(order, complaints);
    long sum = sum(order, items);
    var payments =
        channel == OrderChannel.TERMINAL
            ? List.<PaymentDraft>of()
            : PaymentReader.payments(order, complaints, sum, channel == OrderChannel.SETTLING);
    var terminal =
        channel == OrderChannel.TERMINAL ? terminal(order) : Optional.of(TerminalSettings.none());
    var metadata = metadata(order);
    var expiry = expiry(order);
    if (expiry != null && channel == OrderChannel.SETTLING) {
      order.complain(
          order.has("expires_in") ? "expires_in" : "expires_at",
          "An order that is paid over the API closes by itself.");
    }
    return complaints.none() && terminal.isPresent()
        ? Optional.of(
            new OrderDraft(
                code, customer, items, terminal.get(), metadata, expiry, channel, payments))
        : Optional.empty();
  }

  /**
   * On terminals where any are named; else over the API: by the payments in the body, after which
   * it closes by itself, or, while it is not closed, by charges that are added.
   */
  private static OrderChannel channel(Fields order) {
    boolean terminals =
        order.has("poi_payment_settings")
            || order.object("metadata").filter(notes -> notes.has("terminals")).isPresent();
    boolean payments = PaymentReader.any(order);
    if (terminals && payments) {
      order.complain("payments", "Payments are made on the terminal; send none.");
    }
    if (terminals) {
      if (order.flag("closed", true)) {
        order.complain(
            "closed", "The closed field must be false: the order is paid on a terminal.");
      }
      return OrderChannel.TERMINAL;
    }
    boolean closed = order.flag("closed", true);
    if (!payments && closed) {
      order.complain(
          "closed", "The closed field must be false: an order that is closed needs payments.");
      order.complain("payments", "Send payments, or poi_payment_settings.");
    }
    return closed ? OrderChannel.SETTLING : OrderChannel.CHARGES;
  }

  /** One item, as it is added or put in the place of another. */
  static OrderDraft.Item item(JsonNode body, Complaints complaints) {
    return item(new Fields(body, "item", complaints));
  }

  /** Notes on an order or a charge; a body without any deletes them. */
  static SortedMap<String, String> metadata(JsonNode body, String what, Complaints complaints) {
    return metadata(new Fields(body, what, complaints));
  }

  /** After so many seconds, or at an instant (O6); bounds of the instant are the order's matter. */
  private static OrderDraft.@Nullable Expiry expiry(Fields order) {
    var seconds =
        order.integer(
            "expires_in", OrderMachine.MIN_EXPIRY.toSeconds(), OrderMachine.MAX_EXPIRY.toSeconds());
    var at = order.text("expires_at", MAX_NAME);
    if (seconds != null && at != null) {
      order.complain("expires_at", "Send either expires_in or expires_at.");
    }
    if (seconds != null) {
      return new OrderDraft.ExpiresIn(Duration.ofSeconds(seconds));
    }
    if (at == null) {
      return null;
    }
    try {
      var instant = OffsetDateTime.parse(at.strip()).toInstant();
      return new OrderDraft.ExpiresAt(instant.truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeParseException _) {
      order.complain("expires_at", "The expires_at field must be a time with its zone (ISO 8601).");
      return null;
    }
  }

  /** How a body asks to close: as paid when it says nothing, as the incumbent has it. */
  static ClosedAs closing(JsonNode body, Complaints complaints) {
    var word =
        new Fields(body, "order", complaints)
            .oneOf("status", List.of("paid", "canceled", "failed"));
    return word == null ? ClosedAs.PAID : ClosedAs.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static List<OrderDraft.Item> items(Fields order, Complaints complaints) {
    var items = new ArrayList<OrderDraft.Item>();
    var found = order.find("items").orElse(null);
    if (found == null || (found.isArray() && found.isEmpty())) {
      order.required("items");
      return items;
    }
    if (!found.isArray()) {
      order.complain("items", "The items field must be an array.");
      return items;
    }
    if (found.size() > MAX_ITEMS) {
      order.complain("items", "The field items must have at most " + MAX_ITEMS + " elements.");
      return items;
    }
    for (int i = 0; i < found.size(); i++) {
      var path = order.path("items[" + i + "]");
      if (!found.get(i).isObject()) {
        complaints.add(path, "The item must be an object.");
        continue;
      }
      items.add(item(new Fields(found.get(i), path, complaints)));
    }
    return items;
  }

  /** What they come to; complained of, and cut off, if that is too much. */
  private static long sum(Fields order, List<OrderDraft.Item> items) {
    long sum = 0;
    for (OrderDraft.Item item : items) {
      // Both factors fit in 31 bits, and the sum is cut off before it could overflow.
      sum = Math.min(MAX_AMOUNT + 1, sum + item.unitPrice().minor() * item.quantity());
    }
    if (sum > MAX_AMOUNT) {
      order.complain("items", "The sum of the items must be at most " + MAX_AMOUNT + ".");
    }
    return sum;
  }

  private static OrderDraft.Item item(Fields item) {
    return new OrderDraft.Item(
        item.requiredText("description", MAX_DESCRIPTION),
        Money.brl(item.requiredInteger("amount", 1, MAX_AMOUNT)),
        item.requiredInteger("quantity", 1, MAX_AMOUNT),
        item.text("code", MAX_CODE),
        item.text("category", MAX_NAME));
  }

  private static Optional<TerminalSettings> terminal(Fields order) {
    var found = order.object("poi_payment_settings");
    if (found.isEmpty() && order.has("poi_payment_settings")) {
      return Optional.empty();
    }
    var metadata = LegacyTerminals.in(order);
    if (found.isEmpty() && metadata.isEmpty()) {
      order.required("poi_payment_settings");
      return Optional.empty();
    }
    var settings = found.or(() -> metadata).get();
    var setup = setup(settings);
    var serials = serials(settings, setup != null);
    boolean visible = settings.flag("visible", true);
    var name = settings.text("display_name", MAX_NAME);
    boolean receipt = settings.flag("print_order_receipt", false);
    boolean fits = setup == null || serials.size() == 1;
    return fits
        ? Optional.of(new TerminalSettings(visible, name, receipt, serials, setup))
        : Optional.empty();
  }

  /** One for a direct order; any number for a listed one, none meaning every terminal. */
  private static List<String> serials(Fields settings, boolean direct) {
    var found = settings.find(SERIALS).orElse(null);
    if (found == null) {
      if (direct) {
        settings.required(SERIALS);
      }
      return List.of();
    }
    if (!found.isArray()) {
      return serial(settings, found, SERIALS).map(List::of).orElse(List.of());
    }
    if (direct && found.size() != 1) {
      settings.complain(SERIALS, "A direct order is addressed to exactly one terminal.");
      return List.of();
    }
    if (found.size() > MAX_SERIALS) {
      settings.complain(SERIALS, "An order is addressed to at most " + MAX_SERIALS + " terminals.");
      return List.of();
    }
    var serials = new LinkedHashSet<String>();
    for (int i = 0; i < found.size(); i++) {
      serial(settings, found.get(i), SERIALS + "[" + i + "]").ifPresent(serials::add);
    }
    return List.copyOf(serials);
  }

  private static Optional<String> serial(Fields settings, JsonNode value, String name) {
    var text = value.isNull() ? null : settings.text(value, name, MAX_SERIAL);
    if (text == null && (value.isNull() || value.isTextual())) {
      settings.required(name);
    }
    return Optional.ofNullable(text).map(String::strip);
  }

  /**
   * Nested as documented, or flat as the incumbent's own request schema has it; null if there is
   * none, and so the order is listed.
   */
  private static @Nullable PaymentSetup setup(Fields settings) {
    var nested = settings.object("payment_setup");
    if (nested.isPresent()) {
      return setupOf(nested.get());
    }
    boolean flat =
        settings.has("type")
            || settings.has("installments")
            || settings.has("installment_type")
            || settings.has("installments_type");
    return flat ? setupOf(settings) : null;
  }

  private static PaymentSetup setupOf(Fields setup) {
    setup.refuseSplit("split");
    var type = setup.oneOf("type", List.of("credit", "debit", "voucher"));
    int installments = setup.installments();
    if (installments > 1 && !"credit".equals(type)) {
      setup.complain("installments", "Only credit can be paid in instalments.");
    }
    var by = setup.has("installment_type") ? "installment_type" : "installments_type";
    var financed = setup.oneOf(by, List.of("merchant", "issuer"));
    return new PaymentSetup(
        type == null ? null : PaymentType.valueOf(type.toUpperCase(Locale.ROOT)),
        installments,
        "issuer".equals(financed) ? InstallmentType.ISSUER : InstallmentType.MERCHANT,
        setup.operationType().orElse(OperationType.AUTH_AND_CAPTURE),
        setup.descriptor(MAX_DESCRIPTOR));
  }

  /** Strings to strings: SDKs refuse anything else in an answer, so scalars become strings. */
  static SortedMap<String, String> metadata(Fields order) {
    var metadata = new TreeMap<String, String>();
    var found = order.object("metadata").orElse(null);
    if (found == null) {
      return metadata;
    }
    if (found.entries().size() > MAX_METADATA_ENTRIES) {
      order.complain("metadata", "At most " + MAX_METADATA_ENTRIES + " entries are kept.");
      return metadata;
    }
    for (var entry : found.entries().properties()) {
      var name = metadataName(order, entry.getKey());
      if (name == null || entry.getValue().isNull()) {
        continue;
      }
      var value = found.text(entry.getValue(), name, MAX_METADATA_VALUE);
      metadata.put(name, value == null ? "" : value);
    }
    return metadata;
  }

  private static @Nullable String metadataName(Fields order, String name) {
    var node = TextNode.valueOf(name);
    var storable = order.text(node, "metadata", MAX_METADATA_NAME);
    if (storable == null && name.isBlank()) {
      order.complain("metadata", "A name must not be blank.");
    }
    return storable;
  }
}
