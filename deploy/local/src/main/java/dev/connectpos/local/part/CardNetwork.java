package dev.connectpos.local.part;

import dev.connectpos.local.home.Home;
import dev.connectpos.local.home.Installation;
import dev.connectpos.local.home.Ports;
import dev.connectpos.local.home.Secrets;
import dev.connectpos.local.process.ProcessSpec;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The simulated card network, with a database of its own: what it approved stays approved when it
 * is killed, or the acquirer is.
 */
public final class CardNetwork implements Part {
  /** Its name, and its log's. */
  public static final String NAME = "card-network";

  /** Its database and role. */
  static final String DATABASE = "network";

  private static final String PROGRAM = "dev.connectpos.simulator.NetworkSimulator";
  private static final int HEAP_MIB = 64;

  private final Installation installation;
  private final Home home;
  private final Ports ports;
  private final Secrets secrets;
  private final Map<String, String> further;

  /**
   * The network of one home.
   *
   * @param further environment on top, for example another latency
   */
  public CardNetwork(
      Installation installation,
      Home home,
      Ports ports,
      Secrets secrets,
      Map<String, String> further) {
    this.installation = installation;
    this.home = home;
    this.ports = ports;
    this.secrets = secrets;
    this.further = Map.copyOf(further);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int port() {
    return ports.network();
  }

  @Override
  public ProcessSpec prepare() {
    var environment = new LinkedHashMap<String, String>();
    environment.put("CONNECT_NETWORK_PORT", Integer.toString(port()));
    environment.put("CONNECT_NETWORK_ADMIN_PORT", Integer.toString(ports.networkAdmin()));
    environment.put("CONNECT_DB_URL", Postgres.url(ports, DATABASE));
    environment.put("CONNECT_DB_USER", DATABASE);
    environment.put("CONNECT_DB_PASSWORD", secrets.databasePassword(DATABASE));
    environment.putAll(further);
    // It lives a little at a time: what the second compiler would gain, its start would lose.
    var options =
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    return new ProcessSpec(
        name(),
        JavaCommand.of(HEAP_MIB, installation.classPath(), options, List.of(PROGRAM)),
        environment,
        home.folder(),
        home.log(name()));
  }

  @Override
  public boolean isReady() {
    return Ports.answers(port())
        && Probe.isOk(URI.create("http://127.0.0.1:" + ports.networkAdmin() + "/health"));
  }
}
