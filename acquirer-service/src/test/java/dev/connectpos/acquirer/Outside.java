package dev.connectpos.acquirer;

import dev.connectpos.simulator.NetworkSimulator;
import dev.connectpos.simulator.SimulatorSettings;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything around the service: database and event log, and the simulated card network, in this
 * process but spoken to over a socket. Its book is in the same database, for tests to look into.
 */
public final class Outside implements QuarkusTestResourceLifecycleManager {
  /** The property that tells tests where the network is made to misbehave. */
  static final String ADMIN_PORT = "connect.test.network-admin-port";

  private final Backends backends = new Backends();
  private @Nullable NetworkSimulator network;

  @Override
  public Map<String, String> start() {
    var settings = new HashMap<>(backends.start());
    var book =
        new SimulatorSettings.Book(
            settings.getOrDefault("quarkus.datasource.jdbc.url", ""),
            backends.databaseUser(),
            backends.databasePassword());
    var simulator =
        NetworkSimulator.start(
            new SimulatorSettings(
                "127.0.0.1",
                0,
                0,
                book,
                Duration.ZERO,
                Duration.ofSeconds(2),
                Duration.ofMillis(300)));
    network = simulator;
    settings.put("connect.acquirer.network.host", "127.0.0.1");
    settings.put("connect.acquirer.network.port", Integer.toString(simulator.port()));
    settings.put(ADMIN_PORT, Integer.toString(simulator.adminPort()));
    return settings;
  }

  @Override
  public void stop() {
    if (network != null) {
      network.close();
    }
    backends.stop();
  }
}
