package dev.connectpos.order.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.order.application.CardToken;
import dev.connectpos.order.application.MerchantTerminals.MerchantTerminal;
import dev.connectpos.order.application.PrintNews;
import dev.connectpos.order.application.Resources;
import dev.connectpos.order.application.SavedCard;
import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.ApiKey;
import dev.connectpos.order.domain.Charge;
import dev.connectpos.order.domain.CloseCause;
import dev.connectpos.order.domain.CustomerProfile;
import dev.connectpos.order.domain.Environment;
import dev.connectpos.order.domain.OrderChannel;
import dev.connectpos.order.domain.OrderItem;
import dev.connectpos.order.domain.OrderState;
import dev.connectpos.order.domain.PaymentSetup;
import dev.connectpos.order.domain.PlacedOrder;
import dev.connectpos.order.domain.Sale;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Resources in the incumbent's JSON. */
@ApplicationScoped
class JsonResources implements Resources {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  public String order(OrderState.Placed state) {
    var charges =
        state.payments().charges().stream()
            .map(charge -> ChargeWriter.charge(charge, null, null))
            .toList();
    return write(order(state, customer(state.order()), charges.isEmpty() ? null : charges));
  }

  @Override
  public String charge(OrderState.Placed state, Charge charge) {
    return write(ChargeWriter.charge(charge, customer(state.order()), order(state, null, null)));
  }

  @Override
  public List<String> transactions(Charge charge) {
    return ChargeWriter.transactions(charge).stream().map(JsonResources::write).toList();
  }

  @Override
  public String item(OrderItem item) {
    return write(itemOf(item));
  }

  @Override
  public String customer(CustomerProfile customer) {
    return write(CustomerJson.of(customer));
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
            account.services().softDescriptor(),
            account.services().softDescriptorMaxLength(),
            account.services().zeroDollar(),
            account.services().preAuthorization(),
            account.services().print(),
            account.settings().refusesReusedKeys(),
            account.settings().maxOpenOrders(),
            account.settings().minimumMinor(),
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

  @Override
  public SortedMap<String, String> metadata(Sale sale) {
    return new TreeMap<>(ChargeWriter.metadata(sale));
  }

  @Override
  public String card(SavedCard card) {
    return write(CardJson.of(card));
  }

  @Override
  public String terminal(MerchantTerminal terminal) {
    return write(TerminalJson.of(terminal));
  }

  @Override
  public String cardToken(CardToken token) {
    return write(CardJson.Token.of(token));
  }

  @Override
  public String with(String order, List<PrintNews> prints) {
    if (prints.isEmpty()) {
      return order;
    }
    try {
      var json = (ObjectNode) JSON.readTree(order);
      var array = json.putArray("prints");
      for (PrintNews print : prints) {
        var shown = array.addObject().put("id", print.id().value()).put("status", print.status());
        var reason = print.reason();
        if (reason != null) {
          shown.put("reason", reason);
        }
      }
      return write(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was written can be read", e);
    }
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
    var closed = state instanceof OrderState.Closed it ? it : null;
    var expiresAt = order.expiresAt();
    boolean onTerminals =
        order.channel().waitsOnTerminals() || order.channel() == OrderChannel.STANDALONE;
    var canceled = state.payments().givenBack(order.currency());
    return new OrderJson(
        order.id().value(),
        order.code(),
        order.amount().minor(),
        state.payments().captured(order.currency()).minor(),
        canceled.isPositive() ? canceled.minor() : null,
        order.currency().name(),
        closed != null || order.channel() == OrderChannel.SETTLING,
        order.items().stream().map(JsonResources::itemOf).toList(),
        customer,
        order.customer().id().value(),
        status(state),
        closed != null && closed.cause() == CloseCause.EXPIRED ? "expired" : null,
        onTerminals ? terminalStatus(state) : null,
        Timestamps.of(order.placedAt()),
        Timestamps.of(state.updatedAt()),
        closed == null ? null : Timestamps.of(closed.closedAt()),
        expiresAt == null ? null : Timestamps.of(expiresAt),
        charges,
        onTerminals ? settings(order) : null,
        order.metadata().isEmpty() ? null : order.metadata());
  }

  private static String status(OrderState.Placed state) {
    return switch (state) {
      case OrderState.Open _ -> "pending";
      case OrderState.Closed closed -> word(closed.as());
    };
  }

  private static String terminalStatus(OrderState.Placed state) {
    return switch (state) {
      case OrderState.Open open ->
          open.isLastPaymentCanceled() ? "canceled" : word(open.onTerminal());
      case OrderState.Closed _ -> "done";
    };
  }

  private static OrderJson.Item itemOf(OrderItem item) {
    return new OrderJson.Item(
        item.id().value(),
        "product",
        item.description(),
        item.unitPrice().minor(),
        item.quantity(),
        item.category(),
        "active",
        Timestamps.of(item.createdAt()),
        Timestamps.of(item.updatedAt()),
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
    var placedAt = Timestamps.of(order.placedAt());
    return new OrderJson.Settings(
        terminal.visible(),
        terminal.displayName(),
        terminal.printOrderReceipt(),
        terminal.serialNumbers(),
        setup(terminal.paymentSetup()),
        placedAt,
        placedAt);
  }

  private static OrderJson.@Nullable Setup setup(@Nullable PaymentSetup setup) {
    if (setup == null) {
      return null;
    }
    var type = setup.type();
    return new OrderJson.Setup(
        type == null ? null : word(type),
        setup.installments(),
        word(setup.installmentType()),
        word(setup.operationType()),
        setup.statementDescriptor());
  }

  static String word(Enum<?> value) {
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
