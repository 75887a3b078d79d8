package dev.connectpos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.connectpos.notification.application.Lanes;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What bad endpoints cost their neighbours (N4): from the fact to the first attempt at sixteen good
 * ones, by turns alone and beside a silent, a slow, a failing and a redirecting one. Not part of
 * the build; docs/performance.md has the command.
 */
@QuarkusTest
@TestProfile(IsolationBenchmark.AsInProduction.class)
@WithTestResource(Backends.class)
class IsolationBenchmark {
  private static final Logger LOG = Logger.getLogger(IsolationBenchmark.class);
  private static final int ROUNDS = Integer.getInteger("connect.benchmark.rounds", 5);
  private static final int WARM_UP = 2;
  private static final int FACTS = Integer.getInteger("connect.benchmark.facts", 150);
  private static final Duration BETWEEN = Duration.ofMillis(66);
  private static final int ACCOUNTS = 2;
  private static final int GOOD = 8;
  private static final double MOST = 1.2;

  /** With the time-outs, lanes and breakers of the defaults. */
  public static final class AsInProduction implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("connect.webhook.private-targets", "true");
    }
  }

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "connect.schema-registry.url")
  String registry;

  @Inject Lanes lanes;

  private final Queue<Long> delays = new ConcurrentLinkedQueue<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final AtomicInteger orders = new AtomicInteger();
  private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
  private Facts facts;
  private HttpServer server;
  private ServerSocket silent;

  @BeforeEach
  void begin() throws IOException {
    facts = new Facts(kafka, registry);
    var here = InetAddress.getLoopbackAddress();
    // Takes connections, as the kernel does for it, and never a request.
    silent = new ServerSocket(0, 1000, here);
    server = HttpServer.create(new InetSocketAddress(here, 0), 1000);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/good", this::good);
    server.createContext("/failing", exchange -> answer(exchange, 500));
    server.createContext("/redirecting", this::redirect);
    server.createContext(
        "/slow",
        exchange -> {
          var _ = later.schedule(() -> answer(exchange, 200), 9, TimeUnit.SECONDS);
        });
    server.start();
  }

  @AfterEach
  void end() throws IOException {
    later.shutdownNow();
    server.stop(0);
    silent.close();
    facts.close();
  }

  @Test
  void fourBadEndpointsDelayNoOther() {
    var accounts = new ArrayList<Pdv>();
    for (int i = 0; i < ACCOUNTS; i++) {
      var pdv = Pdv.known(facts, "Loja");
      for (int j = 0; j < GOOD; j++) {
        pdv.register(url("/good/" + i + "/" + j));
      }
      accounts.add(pdv);
    }
    for (int i = 0; i < WARM_UP; i++) {
      round(accounts);
      withBad(accounts);
    }

    var alone = new ArrayList<Long>();
    var beside = new ArrayList<Long>();
    for (int i = 0; i < ROUNDS; i++) {
      // By turns, so that whatever else the machine does is felt by both.
      List<Long> without = round(accounts);
      List<Long> with = withBad(accounts);
      LOG.infof("round %d: alone %s; beside bad ones %s", i + 1, shown(without), shown(with));
      alone.addAll(without);
      beside.addAll(with);
    }
    double ratio = (double) at(beside, 990) / at(alone, 990);
    LOG.infof(
        "%d endpoints, %d first attempts each way: alone %s; beside 4 bad ones %s; p99 ratio %s",
        ACCOUNTS * GOOD, alone.size(), shown(alone), shown(beside), decimal(ratio));
    assertThat(ratio).isLessThan(MOST);
  }

  private List<Long> withBad(List<Pdv> accounts) {
    List<String> bad =
        List.of(
            "http://127.0.0.1:" + silent.getLocalPort() + "/",
            url("/slow"),
            url("/failing"),
            url("/redirecting"));
    var registered = new ArrayList<Runnable>();
    for (int i = 0; i < bad.size(); i++) {
      var pdv = accounts.get(i % accounts.size());
      String id = pdv.register(bad.get(i)).id();
      registered.add(
          () -> pdv.request().delete("/core/v5/hooks/endpoints/" + id).then().statusCode(204));
    }
    List<Long> measured = round(accounts);
    registered.forEach(Runnable::run);
    await().atMost(Duration.ofSeconds(30)).until(() -> lanes.inFlight() == 0);
    return measured;
  }

  /** So many facts at an even pace, by turns of the accounts; the delays of all first attempts. */
  private List<Long> round(List<Pdv> accounts) {
    delays.clear();
    var pace = Executors.newSingleThreadScheduledExecutor();
    var sent = new AtomicInteger();
    var _ =
        pace.scheduleAtFixedRate(
            () -> {
              int number = sent.get();
              if (number < FACTS) {
                String account = accounts.get(number % accounts.size()).account();
                facts.chargePaid(UUID.randomUUID(), account, "or_" + orders.incrementAndGet(), 1);
                sent.incrementAndGet();
              }
            },
            0,
            BETWEEN.toMillis(),
            TimeUnit.MILLISECONDS);
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> assertThat(delays).as("%d facts sent", sent.get()).hasSize(FACTS * GOOD));
    pace.shutdownNow();
    return List.copyOf(delays);
  }

  private void good(HttpExchange exchange) throws IOException {
    Instant now = Instant.now();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    // Not what the neighbours are told of a bad endpoint, nor an attempt that is not the first.
    String once = exchange.getRequestURI() + exchange.getRequestHeaders().getFirst("webhook-id");
    if (body.contains("\"type\":\"charge.paid\"") && seen.add(once)) {
      int from = body.indexOf("\"created_at\":\"") + 14;
      Instant fact = Instant.parse(body.substring(from, body.indexOf('"', from)));
      delays.add(Duration.between(fact, now).toNanos());
    }
    answer(exchange, 200);
  }

  private void redirect(HttpExchange exchange) {
    exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest/meta-data/");
    answer(exchange, 302);
  }

  private static void answer(HttpExchange exchange, int status) {
    try (exchange) {
      exchange.sendResponseHeaders(status, -1);
    } catch (IOException e) {
      LOG.debug("the sender gave up", e);
    }
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static long at(List<Long> values, int permille) {
    return values.stream()
        .sorted()
        .skip((values.size() - 1L) * permille / 1000)
        .findFirst()
        .orElseThrow();
  }

  private static String shown(List<Long> values) {
    return "p50 "
        + decimal(at(values, 500) / 1e6)
        + " ms, p99 "
        + decimal(at(values, 990) / 1e6)
        + " ms";
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
