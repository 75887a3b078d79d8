package dev.connectpos.e2e.interleaving;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.e2e.Exchange;
import dev.connectpos.e2e.Shop;
import dev.connectpos.e2e.Shop.TerminalChoice;
import dev.connectpos.emulator.Card;
import dev.connectpos.emulator.Fault;
import dev.connectpos.emulator.StandaloneSale;
import dev.connectpos.emulator.Terminal;
import dev.connectpos.emulator.TestCards;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Plays a plan. What PDVs do is done beside all else, and of one order in its turn; a call that
 * nobody answers is repeated under its key, as a PDV would.
 */
final class Play implements AutoCloseable {
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(90);
  private static final Set<Integer> AWAY = Set.of(502, 503, 504);

  /** What becomes of its payments is told by their cents. */
  private static final Card BY_AMOUNT = TestCards.of("4111111111111111");

  private final Shop shop;
  private final Consumer<String> killer;
  private final Exchange exchange;
  private final Witness witness = new Witness();
  private final List<Terminal> terminals = new ArrayList<>();
  private final Map<Integer, CompletableFuture<Placed>> orders = new ConcurrentHashMap<>();
  private final ExecutorService pdvs = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch over = new CountDownLatch(1);
  private final String name;

  /** An order as far as its PDV knows it. */
  private record Placed(Map<String, Object> body, String id) {}

  /**
   * @param shop a merchant of its own
   * @param killer kills a service by its name
   * @param name of the run, unlike others
   */
  Play(Shop shop, Consumer<String> killer, String name) throws InterruptedException {
    this.shop = shop;
    this.exchange = new Exchange(URI.create(shop.value("PDV_URL")));
    this.killer = killer;
    this.name = name;
    for (int i = 0; i < Plan.TERMINALS; i++) {
      var choice = Plan.isListed(i) ? TerminalChoice.LISTED : TerminalChoice.DIRECT;
      terminals.add(shop.terminal(serial(i), choice, BY_AMOUNT, witness));
    }
  }

  private String serial(int terminal) {
    return name + "0" + terminal;
  }

  /** All steps, until what they asked of the API is answered. */
  void play(Plan plan) throws InterruptedException {
    for (Step step : plan.steps()) {
      play(step);
    }
    terminals.forEach(Play::mend);
    orders.values().forEach(CompletableFuture::join);
  }

  private static void mend(Terminal terminal) {
    for (Fault fault : Fault.values()) {
      terminal.disarm(fault);
    }
  }

  private void play(Step step) throws InterruptedException {
    switch (step) {
      // Until then or the end, which comes later.
      case Step.Pause(var time) -> over.await(time.toNanos(), TimeUnit.NANOSECONDS);
      case Step.Kill(var service) -> killer.accept(service);
      case Step.CutPower(int terminal) -> terminals.get(terminal).cutPower();
      case Step.Arm(int terminal, var fault) -> terminals.get(terminal).arm(fault);
      case Step.Disarm(int terminal, var fault) -> terminals.get(terminal).disarm(fault);
      case Step.PutAway(int terminal) -> terminals.get(terminal).putAway();
      case Step.Sell(int terminal, long amount) ->
          terminals.get(terminal).sell(StandaloneSale.credit(amount));
      case Step.Place place ->
          orders.put(place.order(), CompletableFuture.supplyAsync(() -> placed(place), pdvs));
      case Step.PlaceAgain(int order) -> then(order, placed -> again(order, placed));
      case Step.Close(int order, var as) -> then(order, placed -> close(order, placed, as));
      case Step.GiveBack(int order) -> then(order, this::giveBack);
    }
  }

  private void then(int order, Consumer<Placed> what) {
    orders.computeIfPresent(
        order,
        (_, before) ->
            before.thenApplyAsync(
                placed -> {
                  what.accept(placed);
                  return placed;
                },
                pdvs));
  }

  private Placed placed(Step.Place place) {
    var body = Shop.direct(key(place.order()), place.amountMinor(), serial(place.terminal()));
    if (Plan.isListed(place.terminal())) {
      body = Shop.without(body, "payment_setup");
    }
    return new Placed(body, post(place.order(), body).path("id").asText());
  }

  private JsonNode post(int order, Map<String, Object> body) {
    return shop.eventually(() -> shop.api.post("/core/v5/orders", shop.key, body, key(order)), 200);
  }

  private String key(int order) {
    return name + "-" + order;
  }

  private void again(int order, Placed placed) {
    String id = post(order, placed.body()).path("id").asText();
    if (!id.equals(placed.id())) {
      throw new AssertionError("one key made two orders: " + placed.id() + " and " + id);
    }
  }

  private void close(int order, Placed placed, String as) {
    answered(
        "PATCH",
        "/core/v5/orders/" + placed.id() + "/closed",
        "close " + key(order),
        "{\"status\":\"" + as + "\"}");
  }

  private void giveBack(Placed placed) {
    for (JsonNode charge : shop.order(placed.id()).path("charges")) {
      String id = charge.path("id").asText();
      answered("DELETE", "/core/v5/charges/" + id, "back " + id, null);
    }
  }

  /** Repeats a call until somebody has said something to it, be it no. */
  private void answered(String method, String path, String key, @Nullable String body) {
    var request = new Exchange.Request(method, path, shop.key.authorization(), key, body);
    Awaitility.await(method + " " + path)
        .atMost(ANSWERED_WITHIN)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .until(() -> exchange.send(request), answer -> !AWAY.contains(answer.status()));
  }

  /** The ids of all orders, standalone ones included. */
  Set<String> orders() {
    var ids = new TreeSet<>(witness.orders());
    ids.addAll(placed());
    return ids;
  }

  /** The orders that the PDVs placed. */
  Set<String> placed() {
    var ids = new TreeSet<String>();
    orders.values().forEach(order -> ids.add(order.join().id()));
    return ids;
  }

  Witness witness() {
    return witness;
  }

  @Override
  public void close() {
    over.countDown();
    terminals.forEach(Terminal::close);
    pdvs.close();
    exchange.close();
  }
}
