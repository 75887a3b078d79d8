package dev.connectpos.order.messaging;

import dev.connectpos.account.events.v1.AccountEvent;
import dev.connectpos.affiliation.events.v1.AffiliationEvent;
import dev.connectpos.charge.commands.v1.ChargeCommand;
import dev.connectpos.clock.events.v1.ClockEvent;
import dev.connectpos.order.events.v1.OrderEvent;
import dev.connectpos.outbox.PermanentFailureException;
import dev.connectpos.payment.events.v1.PaymentEvent;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.HttpSchemaRegistry;
import dev.connectpos.schemas.MalformedEventException;
import dev.connectpos.schemas.Topic;
import dev.connectpos.terminal.events.v1.TerminalEvent;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.net.URI;
import org.apache.avro.specific.SpecificRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The topics' codecs, made when the service starts: it does not start while our schemas are not
 * registered, and needs the registry no more afterwards.
 */
@Startup
@Singleton
class Codecs {
  private final EventCodec<OrderEvent> orders;
  private final EventCodec<AccountEvent> accounts;
  private final EventCodec<ChargeCommand> charges;
  private final EventCodec<PaymentEvent> payments;
  private final EventCodec<TerminalEvent> terminals;
  private final EventCodec<AffiliationEvent> affiliations;
  private final EventCodec<ClockEvent> clock;

  Codecs(@ConfigProperty(name = "connect.schema-registry.url") URI registryUrl) {
    var registry = new HttpSchemaRegistry(registryUrl);
    orders = EventCodec.of(Topic.ORDER_EVENTS, OrderEvent.class, registry);
    accounts = EventCodec.of(Topic.ACCOUNT_EVENTS, AccountEvent.class, registry);
    charges = EventCodec.of(Topic.CHARGE_COMMANDS, ChargeCommand.class, registry);
    payments = EventCodec.of(Topic.PAYMENT_EVENTS, PaymentEvent.class, registry);
    terminals = EventCodec.of(Topic.TERMINAL_EVENTS, TerminalEvent.class, registry);
    affiliations = EventCodec.of(Topic.AFFILIATION_EVENTS, AffiliationEvent.class, registry);
    clock = EventCodec.of(Topic.CLOCK_EVENTS, ClockEvent.class, registry);
  }

  byte[] encode(OrderEvent event) {
    return orders.encode(event);
  }

  byte[] encode(ChargeCommand command) {
    return charges.encode(command);
  }

  byte[] encode(AccountEvent event) {
    return accounts.encode(event);
  }

  /**
   * @throws PermanentFailureException if it is no such event
   */
  PaymentEvent payment(byte[] bytes) {
    return decode(payments, bytes);
  }

  /**
   * @throws PermanentFailureException if it is no such event
   */
  TerminalEvent terminal(byte[] bytes) {
    return decode(terminals, bytes);
  }

  /**
   * @throws PermanentFailureException if it is no such event
   */
  AffiliationEvent affiliation(byte[] bytes) {
    return decode(affiliations, bytes);
  }

  /**
   * @throws PermanentFailureException if it is no such event
   */
  ClockEvent clock(byte[] bytes) {
    return decode(clock, bytes);
  }

  private static <E extends SpecificRecord> E decode(EventCodec<E> codec, byte[] bytes) {
    try {
      return codec.decode(bytes);
    } catch (MalformedEventException e) {
      throw new PermanentFailureException(String.valueOf(e.getMessage()), e);
    }
  }
}
