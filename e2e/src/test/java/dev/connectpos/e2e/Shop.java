package dev.connectpos.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import dev.connectpos.dukpt.BaseDerivationKey;
import dev.connectpos.emulator.Card;
import dev.connectpos.emulator.Emulator;
import dev.connectpos.emulator.PairingStep;
import dev.connectpos.emulator.ShopperScript;
import dev.connectpos.emulator.Terminal;
import dev.connectpos.emulator.TerminalObserver;
import dev.connectpos.emulator.TerminalSettings;
import dev.connectpos.emulator.TestCards;
import dev.connectpos.emulator.state.MemoryTerminalStore;
import dev.connectpos.emulator.state.TerminalState;
import dev.connectpos.local.LocalSystem;
import dev.connectpos.local.home.Failure;
import dev.connectpos.local.seed.Api;
import dev.connectpos.local.seed.Api.Answer;
import dev.connectpos.local.seed.Api.Caller;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** A merchant with a PDV, terminals and a webhook receiver, opened through the real interfaces. */
public final class Shop implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final AtomicInteger SERIALS = new AtomicInteger();

  public final WebhookSink sink;
  public final Api api;
  public final Caller admin;
  public final Caller key;
  public final String accountId;

  private final LocalSystem system;
  private final Emulator emulator = new Emulator(Clock.systemUTC());

  private Shop(LocalSystem system, WebhookSink sink, String name) {
    this.system = system;
    this.sink = sink;
    this.api = new Api(URI.create(value("PDV_URL")));
    this.admin = Caller.bearer(value("ADMIN_TOKEN"));
    var account = Map.of("name", name, "environment", "test");
    this.accountId =
        created(api.post("/admin/v1/accounts", admin, account, "account " + name))
            .path("id")
            .asText();
    this.key = Caller.key(issueKey(name));
    var endpoint = Map.of("url", sink.url().toString(), "secret", sink.secret);
    // The key reaches notification-service as an event; until then it is not known there.
    eventually(() -> api.post("/core/v5/hooks/endpoints", key, endpoint, "endpoint " + name), 201);
  }

  public static Shop open(String name) throws IOException, EmptyWebhookSecretException {
    return new Shop(TheSystem.running(), new WebhookSink(), name);
  }

  /** A value of {@code demo.env}. */
  public String value(String name) {
    return Objects.requireNonNull(system.env().get(name), name);
  }

  /** The key that test terminals are injected from. */
  public String injectionKey() {
    return system.bdk();
  }

  /** {@code kill -9} of a service of the system; its supervisor starts it again. */
  public static void kill(String service) {
    TheSystem.running().kill(service);
  }

  /** Has every answer of the simulated card network wait so long, until it is told otherwise. */
  public void cardNetworkAnswersAfter(Duration latency) {
    var network = new Api(URI.create("http://127.0.0.1:" + TheSystem.ports().networkAdmin()));
    var answer = network.put("/settings", admin, Map.of("latency_ms", latency.toMillis()));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
  }

  /** Waits until every service runs again. */
  public static void awaitServices() {
    TheSystem.running().awaitReady();
  }

  private String issueKey(String name) {
    return created(
            api.post(
                "/admin/v1/accounts/" + accountId + "/keys",
                admin,
                Map.of("kind", "secret"),
                "key " + name))
        .path("key")
        .asText();
  }

  /** The id of a further key of the account. */
  public String anotherKey() {
    var path = "/admin/v1/accounts/" + accountId + "/keys";
    var nonce = "another key " + SERIALS.incrementAndGet();
    return created(api.post(path, admin, Map.of("kind", "secret"), nonce)).path("id").asText();
  }

  /** A further secret key of the account. */
  String secretKey() {
    return issueKey("further " + SERIALS.incrementAndGet());
  }

  /** A further public key of the account. */
  public String publicKey() {
    var path = "/admin/v1/accounts/" + accountId + "/keys";
    var nonce = "public key " + SERIALS.incrementAndGet();
    return created(api.post(path, admin, Map.of("kind", "public"), nonce)).path("key").asText();
  }

  private static JsonNode created(Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return answer.body();
  }

  /** Lets so many orders be open at once. */
  public void keepOpen(int orders) {
    var settings = Map.of("max_open_orders", orders);
    var answer = api.patch("/admin/v1/accounts/" + accountId, admin, settings, "open " + accountId);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
  }

  /** How orders reach a terminal. */
  public enum TerminalChoice {
    DIRECT,
    LISTED
  }

  /** A paired, connected terminal of a mode, whose shopper presents the card to each order. */
  public Terminal terminal(String serial, TerminalChoice mode, Card card, TerminalObserver observer)
      throws InterruptedException {
    return terminal(serial, mode, ShopperScript.automatic(card), observer);
  }

  /** A paired, connected terminal whose shopper presents the card to each order. */
  public Terminal terminal(Card card, TerminalObserver observer) throws InterruptedException {
    String serial = String.format(Locale.ROOT, "E2E%05d", SERIALS.incrementAndGet());
    return terminal(serial, card, observer);
  }

  /** The same, by its serial number. */
  public Terminal terminal(String serial, Card card, TerminalObserver observer)
      throws InterruptedException {
    return terminal(serial, TerminalChoice.DIRECT, card, observer);
  }

  /** Has only events of one type sent to the receiver. */
  void announceOnly(String type) {
    var path = "/core/v5/hooks/endpoints";
    String id = api.get(path, key).body().path("data").path(0).path("id").asText();
    var answer = api.patch(path + "/" + id, key, Map.of("events", List.of(type)), "only " + id);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
  }

  /** A paired, connected terminal at which nobody presents a card. */
  public Terminal idleTerminal(String serial) throws InterruptedException {
    var nobody = ShopperScript.manual(TestCards.APPROVED);
    return terminal(serial, TerminalChoice.DIRECT, nobody, TerminalObserver.NONE);
  }

  private Terminal terminal(
      String serial, TerminalChoice mode, ShopperScript shopper, TerminalObserver observer)
      throws InterruptedException {
    TerminalSettings settings =
        TerminalSettings.of(URI.create(value("PDV_URL")))
            .withReconnect(Duration.ofMillis(100), Duration.ofSeconds(1))
            .withAskAgainAfter(Duration.ofSeconds(3));
    var store = new MemoryTerminalStore(injected(serial));
    emulator.pair(settings, store, step -> claim(serial, mode, step));
    return emulator.start(settings, store, shopper, observer);
  }

  private TerminalState injected(String serial) {
    try (var bdk = BaseDerivationKey.ofHex(system.bdk())) {
      return TerminalState.injected(serial, "EMULATOR", bdk, new SecureRandom());
    }
  }

  private void claim(String serial, TerminalChoice mode, PairingStep step) {
    if (step instanceof PairingStep.ShowCode shown) {
      var word = mode.name().toLowerCase(Locale.ROOT);
      var claim = Map.of("account_id", accountId, "pairing_code", shown.code(), "mode", word);
      eventually(() -> api.post("/terminal/v1/terminals", admin, claim, "terminal " + serial), 201);
    }
  }

  /** What a PDV posts for a direct order of one item. */
  public static Map<String, Object> direct(String code, long amount, String serial) {
    return Map.of(
        "code", code,
        "customer", Map.of("name", "Mesa 3", "email", "mesa3@example.com"),
        "items",
            List.of(Map.of("amount", amount, "description", "Prato", "quantity", 1, "code", "1")),
        "closed", false,
        "poi_payment_settings",
            Map.of(
                "visible",
                true,
                "devices_serial_number",
                List.of(serial),
                "payment_setup",
                Map.of("type", "credit", "installments", 1, "installment_type", "merchant")));
  }

  /** The order with another setting for terminals. */
  public static Map<String, Object> with(Map<String, Object> order, String name, Object value) {
    var settings = new HashMap<>(settings(order));
    settings.put(name, value);
    var changed = new HashMap<>(order);
    changed.put("poi_payment_settings", settings);
    return changed;
  }

  /** The order without a setting for terminals. */
  public static Map<String, Object> without(Map<String, Object> order, String name) {
    var settings = new HashMap<>(settings(order));
    settings.remove(name);
    var changed = new HashMap<>(order);
    changed.put("poi_payment_settings", settings);
    return changed;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> settings(Map<String, Object> order) {
    return (Map<String, Object>) Objects.requireNonNull(order.get("poi_payment_settings"));
  }

  /** A service's OpenAPI document. */
  public JsonNode document(String service) {
    String url = value(service.toUpperCase(Locale.ROOT) + "_SERVICE_URL");
    return new Api(URI.create(url)).get("/q/openapi?format=json", admin).body();
  }

  /** Creates the order, however long services are away: that is what the key is for. */
  String placed(String code, long amount, String serial) {
    return eventually(
            () -> api.post("/core/v5/orders", key, direct(code, amount, serial), code), 200)
        .path("id")
        .asText();
  }

  /** A sale as a PDV does it: create, wait for the webhook, close. Answers the order's id. */
  String sold(String code, long amount, String serial) throws Exception {
    String order = placed(code, amount, serial);
    sink.next("charge.paid", order).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    closePaid(order);
    return order;
  }

  /** The PDV is done with an order that was paid. */
  void closePaid(String order) {
    eventually(
        () ->
            api.patch(
                "/core/v5/orders/" + order + "/closed",
                key,
                Map.of("status", "paid"),
                "close " + order),
        200);
  }

  public JsonNode order(String id) {
    return eventually(() -> api.get("/core/v5/orders/" + id, key), 200);
  }

  /** The acquirer's payments of an order. */
  public JsonNode payments(String orderId) {
    return eventually(() -> api.get("/acquirer/v1/payments?order_id=" + orderId, admin), 200);
  }

  /** The acquirer's sums. */
  public JsonNode totals() {
    return eventually(() -> api.get("/acquirer/v1/totals", admin), 200);
  }

  /** Repeats a call while nobody answers, the service is away, or an event has not arrived yet. */
  public JsonNode eventually(Supplier<Answer> call, int status) {
    return eventually(call, answer -> answer.status() == status).body();
  }

  /** Repeats a call while nobody answers, and until the answer will do. */
  public Answer eventually(Supplier<Answer> call, Predicate<Answer> enough) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .pollDelay(Duration.ZERO)
        .ignoreExceptionsInstanceOf(Failure.class)
        .until(call::get, enough);
  }

  @Override
  public void close() {
    emulator.close();
    sink.close();
  }
}
