package dev.connectpos.local.part;

import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.home.Installation;
import dev.connectpos.local.home.Ports;
import dev.connectpos.local.home.Secrets;
import dev.connectpos.local.process.ProcessSpec;
import dev.connectpos.schemas.HttpSchemaRegistry;
import dev.connectpos.schemas.RegistryUnavailableException;
import dev.connectpos.schemas.Topic;
import dev.connectpos.schemas.UnknownSchemaException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * Apicurio Registry, on PostgreSQL so that schema ids survive a restart: they stand in every
 * message that was ever written. We register the schemas; services never do.
 */
public final class Registry implements Part {
  /** Its database and role. */
  static final String DATABASE = "registry";

  private static final int HEAP_MIB = 256;

  private final Installation installation;
  private final Home home;
  private final Ports ports;
  private final Secrets secrets;

  /** The registry of one home. */
  public Registry(Installation installation, Home home, Ports ports, Secrets secrets) {
    this.installation = installation;
    this.home = home;
    this.ports = ports;
    this.secrets = secrets;
  }

  @Override
  public String name() {
    return "registry";
  }

  @Override
  public int port() {
    return ports.registry();
  }

  /** Address of the Confluent interface. */
  public static URI url(Ports ports) {
    return URI.create("http://127.0.0.1:" + ports.registry() + "/apis/ccompat/v7");
  }

  @Override
  public ProcessSpec prepare() {
    var environment =
        Map.ofEntries(
            Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
            Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port())),
            // Its second port is of no use here; any that is free will do.
            Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
            Map.entry("QUARKUS_MANAGEMENT_PORT", "0"),
            Map.entry("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false"),
            Map.entry(
                "QUARKUS_LOG_CONSOLE_FORMAT", "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %p %c %s%e%n"),
            Map.entry("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false"),
            Map.entry("APICURIO_STORAGE_KIND", "sql"),
            Map.entry("APICURIO_STORAGE_SQL_KIND", "postgresql"),
            Map.entry("APICURIO_DATASOURCE_URL", Postgres.url(ports, DATABASE)),
            Map.entry("APICURIO_DATASOURCE_USERNAME", DATABASE),
            Map.entry("APICURIO_DATASOURCE_PASSWORD", secrets.databasePassword(DATABASE)),
            Map.entry("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "2"),
            Map.entry("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "2"),
            Map.entry("APICURIO_DATASOURCE_JDBC_MAX_SIZE", "8"));
    return new ProcessSpec(
        name(),
        JavaCommand.quarkus(installation, installation.registryJar(), HEAP_MIB),
        environment,
        home.folder(),
        home.log(name()));
  }

  @Override
  public boolean isReady() {
    return Ports.answers(port()) && Probe.isOk(URI.create(url(ports) + "/subjects"));
  }

  @Override
  public void settle() {
    try {
      Probe.put(URI.create(url(ports) + "/config"), "{\"compatibility\":\"BACKWARD_TRANSITIVE\"}");
      var registry = new HttpSchemaRegistry(url(ports));
      for (Topic topic : Topic.values()) {
        registry.register(topic.subject(), topic.schema());
      }
    } catch (IOException | RegistryUnavailableException | UnknownSchemaException e) {
      throw new Failure("cannot register the schemas: " + e.getMessage(), e);
    }
  }
}
