package dev.connectpos.local.seed;

import dev.connectpos.emulator.MagicTerminal;
import dev.connectpos.local.home.EnvFile;
import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.home.Ports;
import dev.connectpos.local.home.Secrets;
import dev.connectpos.local.home.ServiceName;
import dev.connectpos.local.part.Broker;
import dev.connectpos.local.part.Registry;
import dev.connectpos.local.seed.Api.Answer;
import dev.connectpos.local.seed.Api.Caller;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A demo merchant: account, keys, two paired terminals and the magic ones, a webhook endpoint. What
 * was done is noted at once, so that an interrupted planting goes on where it stopped, and one that
 * is done costs nothing.
 */
public final class Seed {
  /** The terminal that shows direct orders. */
  public static final String DIRECT_SERIAL = "EMU0000001";

  /** The terminal that lists orders. */
  public static final String LISTED_SERIAL = "EMU0000002";

  private static final Duration LIMIT = Duration.ofSeconds(45);
  private static final long RETRY_NANOS = 100_000_000L;

  private final Home home;
  private final Ports ports;
  private final Secrets secrets;
  private final EnvFile seeds;
  private final Api api;
  private final Caller admin;

  /** The seeds of a home whose services are ready. */
  public Seed(Home home, Ports ports, Secrets secrets) {
    this.home = home;
    this.ports = ports;
    this.secrets = secrets;
    this.seeds = new EnvFile(home.seeds());
    this.api = new Api(edge());
    this.admin = Caller.bearer(secrets.adminToken());
  }

  /**
   * Plants what is missing and writes {@code demo.env}.
   *
   * @param notice is told in one line what was planted, if anything was
   * @throws Failure if a service refuses, or does not answer in time
   */
  public void plant(Consumer<String> notice) {
    var planted = new ArrayList<String>();
    String account = once("ACCOUNT_ID", planted, this::account);
    String secretKey = once("SECRET_KEY", planted, () -> key(account, "secret"));
    once("PUBLIC_KEY", planted, () -> key(account, "public"));
    var pairing = new Pairing(home, edge(), secrets.bdk(), this::register);
    var steps = new ArrayList<Runnable>();
    steps.add(() -> once("TERMINAL_ID", planted, () -> pairing.pair(DIRECT_SERIAL, "direct")));
    steps.add(
        () -> once("LISTED_TERMINAL_ID", planted, () -> pairing.pair(LISTED_SERIAL, "listed")));
    for (MagicTerminal magic : MagicTerminal.values()) {
      String serial = magic.serial();
      String note = serial.replace('-', '_') + "_ID";
      steps.add(() -> once(note, planted, () -> pairing.pair(serial, "direct")));
    }
    steps.add(() -> endpoint(Caller.key(secretKey), planted));
    inParallel(steps);
    if (!planted.isEmpty()) {
      new Consumption(Broker.bootstrap(ports)).awaitSeeds(LIMIT);
      notice.accept("demo account " + account + ", its keys, terminals and a webhook: ready");
    }
    writeDemoEnv();
  }

  private String once(String name, List<String> planted, Supplier<String> planting) {
    String known;
    synchronized (seeds) {
      known = seeds.get(name);
    }
    if (known != null) {
      return known;
    }
    String value = planting.get();
    synchronized (seeds) {
      seeds.put(name, value);
      planted.add(name);
    }
    return value;
  }

  private static void inParallel(List<Runnable> steps) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              steps.stream()
                  .map(step -> CompletableFuture.runAsync(step, threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private String account() {
    var body =
        Map.of(
            "name", "Loja Demonstração", "environment", "test", "time_zone", "America/Sao_Paulo");
    return accepted(
            "the demo account",
            () -> api.post("/admin/v1/accounts", admin, body, "seed-account-" + secrets.homeId()))
        .body()
        .path("id")
        .asText();
  }

  /** A key is shown once; if we were interrupted before noting it, another one is made. */
  private String key(String account, String kind) {
    String path = "/admin/v1/accounts/" + account + "/keys";
    return accepted(
            "the " + kind + " key",
            () -> api.post(path, admin, Map.of("kind", kind), "seed-key-" + secrets.nonce()))
        .body()
        .path("key")
        .asText();
  }

  private String register(Pairing.Code code) {
    var body =
        Map.of(
            "account_id",
            seeds.require("ACCOUNT_ID"),
            "pairing_code",
            code.code(),
            "mode",
            code.mode());
    return accepted(
            "terminal " + code.serial(),
            () -> api.post("/terminal/v1/terminals", admin, body, "seed-term-" + secrets.nonce()))
        .body()
        .path("id")
        .asText();
  }

  /** The inbox moves with the ports, and may have come back. */
  private void endpoint(Caller pdv, List<String> planted) {
    var endpoint = new InboxEndpoint(api, pdv, seeds);
    String key;
    synchronized (seeds) {
      if (endpoint.isActive(ports.inbox())) {
        return;
      }
      String replaces = endpoint.replaces(ports.inbox());
      key = "seed-endpoint-" + ports.inbox() + "-" + secrets.homeId() + replaces;
    }
    var body = Map.of("url", inbox(), "secret", secrets.webhookSecret());
    String id =
        accepted("the webhook endpoint", () -> api.post("/core/v5/hooks/endpoints", pdv, body, key))
            .body()
            .path("id")
            .asText();
    String note = InboxEndpoint.note(ports.inbox());
    synchronized (seeds) {
      seeds.put(note, id);
      planted.add(note);
    }
  }

  /** Ports at which the inbox was before, and to which webhooks still go. */
  public List<Integer> leftInboxes() {
    var pdv = Caller.key(seeds.require("SECRET_KEY"));
    return new InboxEndpoint(api, pdv, seeds).left(ports.inbox());
  }

  /**
   * The answer, when it is a success. The services learn of the account from each other by events;
   * until those have arrived they refuse, so refusals are asked again for a while.
   */
  private static Answer accepted(String what, Supplier<Answer> call) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    @Nullable Answer answer = null;
    while (System.nanoTime() < deadline) {
      answer = call.get();
      if (answer.isSuccess()) {
        return answer;
      }
      if (answer.status() == 400) {
        break;
      }
      LockSupport.parkNanos(RETRY_NANOS);
    }
    throw new Failure(what + " was refused: " + answer);
  }

  private URI edge() {
    return URI.create("http://127.0.0.1:" + ports.edge());
  }

  private String inbox() {
    return "http://127.0.0.1:" + ports.inbox() + "/";
  }

  private void writeDemoEnv() {
    var env = new TreeMap<String, String>();
    env.put("PDV_URL", edge().toString());
    env.put("INBOX_URL", inbox() + "inbox");
    for (String name :
        List.of("ACCOUNT_ID", "SECRET_KEY", "PUBLIC_KEY", "TERMINAL_ID", "LISTED_TERMINAL_ID")) {
      env.put(name, seeds.require(name));
    }
    env.put("ADMIN_TOKEN", secrets.adminToken());
    env.put("TERMINAL_SERIAL", DIRECT_SERIAL);
    env.put("LISTED_TERMINAL_SERIAL", LISTED_SERIAL);
    env.put("WEBHOOK_SECRET", secrets.webhookSecret());
    env.put("KAFKA_BOOTSTRAP", Broker.bootstrap(ports));
    env.put("SCHEMA_REGISTRY_URL", Registry.url(ports).toString());
    env.put("POSTGRES_PORT", Integer.toString(ports.postgres()));
    for (ServiceName service : ServiceName.values()) {
      String name = service.name().toUpperCase(Locale.ROOT) + "_SERVICE_URL";
      env.put(name, "http://127.0.0.1:" + ports.service(service));
    }
    new EnvFile(home.demoEnv()).putAll(env);
  }
}
