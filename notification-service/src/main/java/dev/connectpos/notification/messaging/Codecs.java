package dev.connectpos.notification.messaging;

import dev.connectpos.account.events.v1.AccountEvent;
import dev.connectpos.clock.events.v1.ClockEvent;
import dev.connectpos.notification.events.v1.NotificationEvent;
import dev.connectpos.order.events.v1.OrderEvent;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.HttpSchemaRegistry;
import dev.connectpos.schemas.SchemaRegistry;
import dev.connectpos.schemas.Topic;
import dev.connectpos.terminal.events.v1.TerminalEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The topics' wire formats. Schema ids are resolved when these are made, at start. */
final class Codecs {

  @Produces
  @Singleton
  SchemaRegistry registry(@ConfigProperty(name = "connect.schema-registry.url") URI url) {
    return new HttpSchemaRegistry(url);
  }

  @Startup
  @Produces
  @Singleton
  EventCodec<OrderEvent> orders(SchemaRegistry registry) {
    return EventCodec.of(Topic.ORDER_EVENTS, OrderEvent.class, registry);
  }

  @Startup
  @Produces
  @Singleton
  EventCodec<AccountEvent> accounts(SchemaRegistry registry) {
    return EventCodec.of(Topic.ACCOUNT_EVENTS, AccountEvent.class, registry);
  }

  @Startup
  @Produces
  @Singleton
  EventCodec<TerminalEvent> terminals(SchemaRegistry registry) {
    return EventCodec.of(Topic.TERMINAL_EVENTS, TerminalEvent.class, registry);
  }

  @Startup
  @Produces
  @Singleton
  EventCodec<ClockEvent> clock(SchemaRegistry registry) {
    return EventCodec.of(Topic.CLOCK_EVENTS, ClockEvent.class, registry);
  }

  @Startup
  @Produces
  @Singleton
  EventCodec<NotificationEvent> notifications(SchemaRegistry registry) {
    return EventCodec.of(Topic.NOTIFICATION_EVENTS, NotificationEvent.class, registry);
  }
}
