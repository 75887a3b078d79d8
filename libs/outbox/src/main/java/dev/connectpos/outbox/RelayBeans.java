package dev.connectpos.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Wires the relay: by connections of its own to the service's database and to Kafka. */
@Dependent
class RelayBeans {

  @Produces
  @Singleton
  RelaySettings settings(
      OutboxConfig config,
      @ConfigProperty(name = "quarkus.application.name") Optional<String> application,
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
      Credentials credentials) {
    String name = "outbox_" + application.orElse("service");
    String slot = config.slot().orElse(name).toLowerCase(Locale.ROOT).replaceAll("\\W", "_");
    return new RelaySettings(
        new Database(url, credentials.user(), credentials.password(), slot),
        new Progress(config.margin()),
        slot,
        config.heartbeat(),
        config.batch(),
        config.pollInterval(),
        config.stalledAfter());
  }

  /** How the relay signs in, as the pool does. */
  record Credentials(String user, String password) {}

  @Produces
  @Singleton
  Credentials credentials(
      @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
      @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
    return new Credentials(user.orElse(""), password.orElse(""));
  }

  @Produces
  @Singleton
  RelayState state() {
    return new RelayState(Clock.systemUTC());
  }

  @Produces
  @Singleton
  RelayLoop loop(
      OutboxConfig config,
      RelaySettings settings,
      RelayState state,
      Publisher.Source publishers,
      Quarantine quarantine) {
    Relay relay =
        config.relay() == OutboxConfig.RelayKind.POLL
            ? new PollRelay(settings, publishers, quarantine, state)
            : new WalRelay(settings, publishers, quarantine, state);
    return new RelayLoop(relay, state);
  }

  @Produces
  @Singleton
  Quarantine quarantine() {
    return new Quarantine();
  }

  @Produces
  @Singleton
  Publisher.Source publishers(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      RelaySettings settings,
      Quarantine quarantine,
      MeterRegistry metrics) {
    var connection = new HashMap<>(kafka);
    connection.put(ProducerConfig.CLIENT_ID_CONFIG, settings.slot());
    Timer latency =
        Timer.builder("outbox.publish.latency")
            .description("from the insert of a row to Kafka's acknowledgement")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofMinutes(1))
            .register(metrics);
    return () ->
        new Publisher(Publisher.producer(connection), quarantine, latency, Clock.systemUTC());
  }

  @Produces
  @Singleton
  Upkeep upkeep(OutboxConfig config, RelaySettings settings) {
    return new Upkeep(
        settings.database(), settings.progress(), config.retention(), config.margin());
  }
}
