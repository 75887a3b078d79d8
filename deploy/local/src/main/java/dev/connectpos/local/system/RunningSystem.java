package dev.connectpos.local.system;

import dev.connectpos.emulator.MagicTerminals;
import dev.connectpos.emulator.TerminalSettings;
import dev.connectpos.emulator.state.FileTerminalStore;
import dev.connectpos.emulator.state.StateNotStoredException;
import dev.connectpos.local.edge.DemoKeys;
import dev.connectpos.local.edge.Edge;
import dev.connectpos.local.edge.KeyRoom;
import dev.connectpos.local.edge.WebhookInbox;
import dev.connectpos.local.home.EnvFile;
import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.home.Installation;
import dev.connectpos.local.home.Ports;
import dev.connectpos.local.home.Secrets;
import dev.connectpos.local.home.ServiceName;
import dev.connectpos.local.part.Broker;
import dev.connectpos.local.part.CardNetwork;
import dev.connectpos.local.part.Part;
import dev.connectpos.local.part.Postgres;
import dev.connectpos.local.part.Registry;
import dev.connectpos.local.part.Service;
import dev.connectpos.local.process.PidFile;
import dev.connectpos.local.seed.Seed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The whole system, running: parts, edge, the demo PDV's inbox and the seeds. */
public final class RunningSystem implements AutoCloseable {
  private static final int CLOSE_SECONDS = 10;

  private final Home home;
  private final Ports ports;
  private final HomeLock lock;
  private final Supervisor supervisor;
  private final Vertx vertx;
  private @Nullable MagicTerminals magic;
  private boolean closed;

  /**
   * What to run.
   *
   * @param home the data folder, created if need be
   * @param portOffset added to every port
   * @param environment on top of what each service and the card network get
   * @param services false to run the infrastructure alone
   * @param terminalReplicas how many processes of terminal-service there are
   */
  public record Options(
      Path home,
      int portOffset,
      Map<String, String> environment,
      boolean services,
      int terminalReplicas) {
    /** Copies the environment. */
    public Options {
      environment = Map.copyOf(environment);
    }

    /** With one process of each service. */
    public Options(Path home, int portOffset, Map<String, String> environment, boolean services) {
      this(home, portOffset, environment, services, 1);
    }
  }

  private RunningSystem(Home home, Ports ports, HomeLock lock, Supervisor supervisor, Vertx vertx) {
    this.home = home;
    this.ports = ports;
    this.lock = lock;
    this.supervisor = supervisor;
    this.vertx = vertx;
  }

  /**
   * Starts everything and returns when it is of use.
   *
   * @throws Failure if that is impossible; nothing is left running then
   */
  public static RunningSystem start(Options options, Narrator narrator) {
    RunningSystem system = prepare(options, narrator);
    system.begin(options, narrator, () -> {});
    return system;
  }

  /**
   * Takes the home and makes sure that the ports are free; starts nothing yet.
   *
   * @throws Failure if the home is in use, a port is taken, or the disk is full
   */
  public static RunningSystem prepare(Options options, Narrator narrator) {
    var home = new Home(options.home());
    var ports = new Ports(options.portOffset());
    home.prepare();
    HomeLock lock = HomeLock.take(home);
    try {
      List<String> left = lock.cleanUp();
      if (!left.isEmpty()) {
        narrator.notice("ended what a killed launcher had left: " + String.join(", ", left));
      }
      ports.checkFree();
      PidFile.write(home.pid("supervisor"), ProcessHandle.current());
      var supervisor = new Supervisor(home, ports.offset(), Clock.systemUTC(), narrator);
      return new RunningSystem(home, ports, lock, supervisor, newVertx());
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Vertx newVertx() {
    var files = new FileSystemOptions().setClassPathResolvingEnabled(false);
    files.setFileCachingEnabled(false);
    return Vertx.vertx(new VertxOptions().setFileSystemOptions(files).setEventLoopPoolSize(2));
  }

  /**
   * Starts what {@link #prepare} has prepared.
   *
   * @param whenUp runs just before others are told that the system is up
   * @throws Failure if a part cannot be started; nothing is left running then
   */
  public void begin(Options options, Narrator narrator, Runnable whenUp) {
    try {
      var secrets = new Secrets(home);
      var keyRoom = new KeyRoom(secrets.bdk(), new SecureRandom());
      plan(options, secrets);
      long began = System.nanoTime();
      Future<?> edge =
          new Edge(
                  vertx,
                  new Balancer(ports, supervisor, options.terminalReplicas()),
                  RunningSystem::requestId,
                  keyRoom,
                  new DemoKeys(home))
              .listen(ports.edge());
      Future<?> inbox =
          new WebhookInbox(vertx, secrets.webhookSecret(), Clock.systemUTC()).listen(ports.inbox());
      await(edge, "the edge");
      narrator.ready("edge", ports.edge(), Duration.ofNanos(System.nanoTime() - began));
      await(inbox, "the webhook inbox");
      supervisor.start();
      if (options.services()) {
        var seed = new Seed(home, ports, secrets);
        seed.plant(narrator::notice);
        seed.leftInboxes().forEach(port -> leave(port, narrator));
        switchOnMagic(narrator);
      }
      whenUp.run();
      supervisor.enter(SystemState.RUNNING);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void plan(Options options, Secrets secrets) {
    Installation installation = Installation.find();
    supervisor.add(List.of(new Postgres(installation, home, ports, secrets)), List.of());
    supervisor.add(List.of(new Broker(installation, home, ports)), List.of());
    supervisor.add(List.of(new Registry(installation, home, ports, secrets)), List.of("postgres"));
    var network = new CardNetwork(installation, home, ports, secrets, options.environment());
    supervisor.add(List.of(network), List.of("postgres"));
    if (options.services()) {
      var context = new Service.Context(installation, home, ports, secrets);
      List<Part> services =
          Arrays.stream(ServiceName.values())
              .flatMap(
                  name ->
                      IntStream.rangeClosed(1, replicas(name, options))
                          .mapToObj(
                              number ->
                                  (Part) new Service(name, number, context, options.environment())))
              .toList();
      supervisor.add(services, List.of("kafka", "registry", CardNetwork.NAME));
    }
  }

  private static int replicas(ServiceName service, Options options) {
    return service == ServiceName.TERMINAL ? options.terminalReplicas() : 1;
  }

  /** They are a convenience: a system without them is up all the same. */
  private void switchOnMagic(Narrator narrator) {
    var settings =
        TerminalSettings.of(URI.create("http://127.0.0.1:" + ports.edge()))
            .withMerchantName("LOJA DEMONSTRAÇÃO");
    try {
      var on =
          MagicTerminals.switchOn(
              Clock.systemUTC(), settings, serial -> FileTerminalStore.open(home.terminal(serial)));
      synchronized (this) {
        magic = on;
      }
    } catch (StateNotStoredException e) {
      narrator.notice("the magic terminals stay off: " + e.getMessage());
    }
  }

  /** Another system may have taken the port; its inbox refuses what is not signed for it. */
  private void leave(int port, Narrator narrator) {
    WebhookInbox.gone(vertx, port)
        .onFailure(
            _ ->
                narrator.notice(
                    "webhooks still go to port %d as well, where the inbox was".formatted(port)));
  }

  private static void await(Future<?> future, String what) {
    try {
      future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new Failure(what + " cannot listen: " + e.getMessage(), e);
    }
  }

  private static String requestId() {
    var bytes = new byte[12];
    RANDOM.nextBytes(bytes);
    return "req_" + HexFormat.of().formatHex(bytes);
  }

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Starting, watching and stopping. */
  public Supervisor supervisor() {
    return supervisor;
  }

  /** All ports. */
  public Ports ports() {
    return ports;
  }

  /** The data folder. */
  public Home home() {
    return home;
  }

  /** What {@code demo.env} says; empty for infrastructure alone. */
  public Map<String, String> env() {
    return new EnvFile(home.demoEnv()).all();
  }

  /** One line about a part that broke the system, or null while it is well. */
  public @Nullable Failure awaitBroken(Duration limit) {
    try {
      return supervisor.broken().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a failure that failed", e);
    }
  }

  /** Whether it has not been closed. */
  public synchronized boolean isOpen() {
    return !closed;
  }

  /** Stops everything in reverse order and gives the home back. Later calls do nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (magic != null) {
      magic.close();
    }
    try {
      supervisor.stop();
      vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the edge does not close", e);
    } finally {
      PidFile.delete(home.pid("supervisor"));
      lock.close();
    }
  }

  /** The parts and their ports, for people. */
  @Override
  public String toString() {
    return ports.byPart().entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
