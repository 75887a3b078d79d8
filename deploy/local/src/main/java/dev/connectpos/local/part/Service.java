package dev.connectpos.local.part;

import dev.connectpos.local.home.Home;
import dev.connectpos.local.home.Installation;
import dev.connectpos.local.home.Ports;
import dev.connectpos.local.home.Secrets;
import dev.connectpos.local.home.ServiceName;
import dev.connectpos.local.process.ProcessSpec;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** One of the four services, in a JVM of its own, configured by its environment alone. */
public final class Service implements Part {
  private static final int HEAP_MIB = 256;

  private final ServiceName service;
  private final int replica;
  private final Installation installation;
  private final Home home;
  private final Ports ports;
  private final Secrets secrets;
  private final Map<String, String> further;

  /**
   * @param replica its number, from 1
   * @param context what all services share
   * @param further environment on top, for example shorter deadlines in a test
   */
  public Service(ServiceName service, int replica, Context context, Map<String, String> further) {
    this.service = service;
    this.replica = replica;
    this.installation = context.installation();
    this.home = context.home();
    this.ports = context.ports();
    this.secrets = context.secrets();
    this.further = Map.copyOf(further);
  }

  /** What all services share. */
  public record Context(Installation installation, Home home, Ports ports, Secrets secrets) {}

  @Override
  public String name() {
    return service.partName(replica);
  }

  @Override
  public int port() {
    return ports.service(service, replica);
  }

  @Override
  public ProcessSpec prepare() {
    return new ProcessSpec(
        name(),
        JavaCommand.quarkus(installation, installation.serviceJar(service), HEAP_MIB),
        environment(),
        home.folder(),
        home.log(name()));
  }

  Map<String, String> environment() {
    var environment = new LinkedHashMap<String, String>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port()));
    // People read these logs; on a cluster machines do, and there they are JSON.
    environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
    environment.put("CONNECT_DB_URL", Postgres.url(ports, service.database()));
    environment.put("CONNECT_DB_USER", service.database());
    environment.put("CONNECT_DB_PASSWORD", secrets.databasePassword(service.database()));
    environment.put("CONNECT_KAFKA", Broker.bootstrap(ports));
    environment.put("CONNECT_SCHEMA_REGISTRY", Registry.url(ports).toString());
    environment.put("CONNECT_INSTANCE", replica == 1 ? "local" : "local-" + replica);
    environment.put("CONNECT_TEST_CLOCK", "true");
    // A secret goes only to those who need it.
    switch (service) {
      case ORDER -> {
        environment.put("CONNECT_ADMIN_TOKEN", secrets.adminToken());
        environment.put("CONNECT_INTERNAL_TOKEN", secrets.internalToken());
        environment.put("CONNECT_ACQUIRER_URL", url(ServiceName.ACQUIRER));
        environment.put("CONNECT_TERMINALS_URL", url(ServiceName.TERMINAL));
        environment.put("CONNECT_CONSOLE_PAGE", "true");
      }
      case TERMINAL -> {
        environment.put("CONNECT_ADMIN_TOKEN", secrets.adminToken());
        environment.put("CONNECT_INTERNAL_TOKEN", secrets.internalToken());
        environment.put("CONNECT_ACQUIRER_URL", url(ServiceName.ACQUIRER));
        environment.put("CONNECT_EMULATOR_PAGE", "true");
      }
      case ACQUIRER -> {
        environment.put("CONNECT_ADMIN_TOKEN", secrets.adminToken());
        environment.put("CONNECT_INTERNAL_TOKEN", secrets.internalToken());
        environment.put("CONNECT_BDK", secrets.bdk());
        environment.put("CONNECT_CARD_TOKEN_KEY", secrets.cardTokenKey());
        environment.put("CONNECT_VAULT_KEYS", secrets.vaultKeys());
        environment.put("CONNECT_NETWORK_HOST", "127.0.0.1");
        environment.put("CONNECT_NETWORK_PORT", Integer.toString(ports.network()));
      }
      case NOTIFICATION -> {
        environment.put("CONNECT_ADMIN_TOKEN", secrets.adminToken());
        environment.put("CONNECT_SECRETS_KEY", secrets.sealingKey());
        // The demo's inbox is on loopback, and tills are on the LAN.
        environment.put("CONNECT_WEBHOOK_PRIVATE_TARGETS", "true");
      }
    }
    environment.putAll(further);
    return environment;
  }

  private String url(ServiceName other) {
    return "http://127.0.0.1:" + ports.service(other);
  }

  @Override
  public boolean isReady() {
    return Ports.answers(port())
        && Probe.isOk(URI.create("http://127.0.0.1:" + port() + "/q/health/ready"));
  }
}
