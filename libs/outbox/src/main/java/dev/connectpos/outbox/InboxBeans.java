package dev.connectpos.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/** Wires the consuming half. */
@Dependent
class InboxBeans {
  private static final Duration FIRST_RETRY = Duration.ofMillis(50);

  @Produces
  @Singleton
  Retries retries(OutboxConfig config) {
    return new Retries(Clock.systemUTC(), FIRST_RETRY, config.patience());
  }

  @Produces
  @Singleton
  JdbcParking parking(DataSource dataSource) {
    return new JdbcParking(dataSource);
  }

  @Produces
  @Singleton
  DeadLetters deadLetters(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    return new DeadLetters(() -> Publisher.producer(kafka));
  }

  void close(@Disposes DeadLetters deadLetters) {
    deadLetters.close();
  }

  @Produces
  @Singleton
  Delivery delivery(
      JdbcParking parking, DeadLetters deadLetters, Retries retries, MeterRegistry metrics) {
    return new Delivery(parking, deadLetters, retries, metrics);
  }

  @Produces
  @Singleton
  LaneInbox inbox(Delivery delivery, OutboxConfig config) {
    return new LaneInbox(delivery, new Lanes(config.lanes()));
  }

  @Produces
  @Singleton
  JdbcParkedMessages parkedMessages(
      DataSource dataSource, JdbcParking parking, Delivery delivery, LaneInbox inbox) {
    return new JdbcParkedMessages(dataSource, parking, delivery, inbox);
  }
}
