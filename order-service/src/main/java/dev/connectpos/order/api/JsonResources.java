package dev.connectpos.order.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.order.application.Resources;
import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.ApiKey;
import dev.connectpos.order.domain.Capture;
import dev.connectpos.order.domain.Charge;
import dev.connectpos.order.domain.Environment;
import dev.connectpos.order.domain.InstallmentType;
import dev.connectpos.order.domain.OrderItem;
import dev.connectpos.order.domain.OrderState;
import dev.connectpos.order.domain.PlacedOrder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resources in the incumbent's JSON. */
@ApplicationScoped
class JsonResources implements Resources {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  public String order(OrderState.Placed state) {
    var charges =
        state.payments().charges().stream().map(charge -> charge(charge, null, null)).toList();
    return write(order(state, customer(state.order()), charges.isEmpty() ? null : charges));
  }

  @Override
  public String charge(OrderState.Placed state, Charge charge) {
    return write(charge(charge, customer(state.order()), order(state, null, null)));
  }

  @Override
  public String account(Account account) {
    return write(
        new AccountJson(
            account.id().value(),
            account.settings().name(),
            word(account.environment()),
            account.settings().timeZone().getId(),
            account.settings().overpaymentAllowed(),
            account.settings().softDescriptorAllowed(),
            account.settings().zeroDollarAllowed(),
            account.settings().refusesReusedKeys(),
            account.settings().maxOpenOrders(),
            account.sak(),
            Timestamps.of(account.createdAt())));
  }

  @Override
  public String apiKey(ApiKey key, Environment environment) {
    var validUntil = key.validUntil();
    return write(
        new AccountJson.Key(
            key.id().value(),
            word(key.kind()),
            word(environment),
            null,
            Timestamps.of(key.createdAt()),
            validUntil == null ? null : Timestamps.of(validUntil)));
  }

  /** The same resource with one text field more. */
  static String with(String resource, String name, String value) {
    try {
      return write(((ObjectNode) JSON.readTree(resource)).put(name, value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was written can be read", e);
    }
  }

  private static OrderJson order(
      OrderState.Placed state,
      OrderJson.@Nullable Customer customer,
      @Nullable List<ChargeJson> charges) {
    var order = state.order();
    var closedAt =
        state instanceof OrderState.Closed closed ? Timestamps.of(closed.closedAt()) : null;
    return new OrderJson(
        order.id().value(),
        order.code(),
        order.amount().minor(),
        state.paid().minor(),
        order.currency().name(),
        closedAt != null,
        order.items().stream().map(item -> item(order, item)).toList(),
        customer,
        order.customer().id().value(),
        status(state),
        Timestamps.of(order.placedAt()),
        Timestamps.of(state.updatedAt()),
        closedAt,
        charges,
        settings(order),
        order.metadata().isEmpty() ? null : order.metadata());
  }

  private static String status(OrderState.Placed state) {
    return switch (state) {
      case OrderState.Open _ -> "pending";
      case OrderState.Closed closed -> word(closed.as());
    };
  }

  private static OrderJson.Item item(PlacedOrder order, OrderItem item) {
    var placedAt = Timestamps.of(order.placedAt());
    return new OrderJson.Item(
        item.id().value(),
        "product",
        item.description(),
        item.unitPrice().minor(),
        item.quantity(),
        "active",
        placedAt,
        placedAt,
        item.code());
  }

  private static OrderJson.Customer customer(PlacedOrder order) {
    var placedAt = Timestamps.of(order.placedAt());
    return new OrderJson.Customer(
        order.customer().id().value(),
        order.customer().name(),
        order.customer().email(),
        false,
        placedAt,
        placedAt,
        Map.of());
  }

  private static OrderJson.Settings settings(PlacedOrder order) {
    var terminal = order.terminal();
    var setup = terminal.paymentSetup();
    var type = setup.type();
    var placedAt = Timestamps.of(order.placedAt());
    return new OrderJson.Settings(
        terminal.visible(),
        terminal.displayName(),
        terminal.printOrderReceipt(),
        List.of(terminal.serialNumber()),
        new OrderJson.Setup(
            type == null ? null : word(type), setup.installments(), word(setup.installmentType())),
        placedAt,
        placedAt);
  }

  private static ChargeJson charge(
      Charge charge, OrderJson.@Nullable Customer customer, @Nullable OrderJson order) {
    var capture = charge.capture();
    long amount = capture.amount().minor();
    var paidAt = Timestamps.of(capture.capturedAt());
    var createdAt = Timestamps.of(charge.createdAt());
    return new ChargeJson(
        charge.id().value(),
        capture.nsu(),
        amount,
        amount,
        "paid",
        capture.amount().currency().name(),
        "cash",
        paidAt,
        createdAt,
        createdAt,
        capture.payment().value(),
        customer,
        order,
        new ChargeJson.Transaction(
            charge.transaction().value(), "cash", amount, "paid", true, paidAt, createdAt),
        metadata(capture));
  }

  /** The keys that integrators read, strings all; what does not apply is left out, never null. */
  private static Map<String, String> metadata(Capture capture) {
    var card = capture.card();
    var metadata = new LinkedHashMap<String, String>();
    metadata.put("scheme_name", card.brand());
    var holder = card.holderName();
    if (holder != null) {
      metadata.put("account_holder_name", holder);
    }
    metadata.put("account_funding_source", funding(capture));
    metadata.put("authorization_code", capture.authorizationCode());
    metadata.put("initiator_transaction_key", capture.attemptId());
    boolean instalments = capture.installments() > 1;
    if (instalments) {
      metadata.put("installment_quantity", Integer.toString(capture.installments()));
    }
    metadata.put("installment_type", instalments ? financed(capture.installmentType()) : "None");
    metadata.put("transaction_timestamp", Timestamps.of(capture.authorizedAt()));
    metadata.put("terminal_serial_number", capture.terminalSerial());
    return metadata;
  }

  /** What the card is, or what it was used as where the acquirer does not know. */
  private static String funding(Capture capture) {
    return switch (capture.card().funding()) {
      case CREDIT -> "Credit";
      case DEBIT -> "Debit";
      case PREPAID -> "Prepaid";
      case UNKNOWN ->
          switch (capture.paymentType()) {
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

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a resource can always be written", e);
    }
  }
}
