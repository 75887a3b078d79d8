package dev.connectpos.acquirer.messaging;

import dev.connectpos.account.events.v1.AccountEvent;
import dev.connectpos.affiliation.events.v1.AffiliationEvent;
import dev.connectpos.charge.commands.v1.ChargeCommand;
import dev.connectpos.clock.events.v1.ClockEvent;
import dev.connectpos.ledger.events.v1.LedgerEvent;
import dev.connectpos.payment.commands.v1.PaymentCommand;
import dev.connectpos.payment.events.v1.PaymentEvent;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.HttpSchemaRegistry;
import dev.connectpos.schemas.SchemaRegistry;
import dev.connectpos.schemas.Topic;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The wire format of every topic that this service reads or writes. Made at start: a schema that is
 * not registered stops the start, a registry that is down later stops nothing.
 */
@Singleton
class Codecs {

  @Produces
  @Singleton
  SchemaRegistry registry(@ConfigProperty(name = "connect.schema-registry.url") URI url) {
    return new HttpSchemaRegistry(url);
  }

  @Startup
  @Produces
  @Singleton
  EventCodec<PaymentEvent> paymentEvents(SchemaRegistry registry) {
    return EventCodec.of(Topic.PAYMENT_EVENTS, PaymentEvent.class, registry);
  }

  @Startup
  @Produces
  @Singleton
  EventCodec<PaymentCommand> paymentCommands(SchemaRegistry registry) {
    return EventCodec.of(Topic.PAYMENT_COMMANDS, PaymentCommand.class, registry);
  }

  @Startup
  @Produces
  @Singleton
  EventCodec<AccountEvent> accountEvents(SchemaRegistry registry) {
    return EventCodec.of(Topic.ACCOUNT_EVENTS, AccountEvent.class, registry);
  }

  @Startup
  @Produces
  @Singleton
  EventCodec<ChargeCommand> chargeCommands(SchemaRegistry registry) {
    return EventCodec.of(Topic.CHARGE_COMMANDS, ChargeCommand.class, registry);
  }

  @Startup
  @Produces
  @Singleton
  EventCodec<AffiliationEvent> affiliationEvents(SchemaRegistry registry) {
    return EventCodec.of(Topic.AFFILIATION_EVENTS, AffiliationEvent.class, registry);
  }

  @Startup
  @Produces
  @Singleton
  EventCodec<LedgerEvent> ledgerEvents(SchemaRegistry registry) {
    return EventCodec.of(Topic.LEDGER_EVENTS, LedgerEvent.class, registry);
  }

  @Startup
  @Produces
  @Singleton
  EventCodec<ClockEvent> clockEvents(SchemaRegistry registry) {
    return EventCodec.of(Topic.CLOCK_EVENTS, ClockEvent.class, registry);
  }
}
