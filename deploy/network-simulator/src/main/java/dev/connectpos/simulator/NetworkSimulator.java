package dev.connectpos.simulator;

import dev.connectpos.iso8583.Host;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** The simulated card network: a program, and what tests start inside themselves. */
public final class NetworkSimulator implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(NetworkSimulator.class.getName());

  /** Slow ones and those with latency keep their turn; beyond this acquirers wait. */
  private static final int CONCURRENT = 1024;

  private final NetworkBook book;
  private final Host host;
  private final AdminPort admin;

  private NetworkSimulator(SimulatorSettings settings) {
    var pace = new Behaviour.Pace(settings.latency(), settings.slow(), settings.processing());
    var behaviour = new Behaviour(pace);
    book = NetworkBook.open(settings.book());
    var network = new Network(book, behaviour, Clock.systemUTC());
    host = new Host(settings.listen(), settings.port(), network, CONCURRENT);
    admin = new AdminPort(settings.adminPort(), behaviour, host, book::isReadable);
  }

  /** Starts one; it answers when this returns. */
  public static NetworkSimulator start(SimulatorSettings settings) {
    var simulator = new NetworkSimulator(settings);
    simulator.host.open();
    simulator.admin.open();
    return simulator;
  }

  /** Runs until it is told to end; settings come from the environment. */
  public static void main(String[] arguments) throws InterruptedException {
    long began = System.nanoTime();
    var simulator = start(SimulatorSettings.of(System.getenv()));
    LOG.log(
        Level.INFO,
        "card network at port {0}, admin at {1}, started in {2} ms",
        Integer.toString(simulator.port()),
        Integer.toString(simulator.adminPort()),
        Long.toString(Duration.ofNanos(System.nanoTime() - began).toMillis()));
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(simulator::close));
    new CountDownLatch(1).await();
  }

  /** Where acquirers connect. */
  public int port() {
    return host.port();
  }

  /** Where its behaviour is changed. */
  public int adminPort() {
    return admin.port();
  }

  /** Drops all lines; what the book holds stays. */
  @Override
  public void close() {
    admin.close();
    host.close();
    book.close();
  }
}
