package dev.connectpos.terminal.messaging;

import dev.connectpos.account.events.v1.AccountEvent;
import dev.connectpos.clock.events.v1.ClockEvent;
import dev.connectpos.order.events.v1.OrderEvent;
import dev.connectpos.payment.commands.v1.PaymentCommand;
import dev.connectpos.payment.events.v1.PaymentEvent;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.HttpSchemaRegistry;
import dev.connectpos.schemas.Topic;
import dev.connectpos.terminal.events.v1.TerminalEvent;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The wire format of every topic that this service reads or writes. Made at start: a schema that is
 * not registered stops the start, a registry that is down later stops nothing.
 */
@Startup
@Singleton
class Codecs {
  final EventCodec<AccountEvent> accounts;
  final EventCodec<ClockEvent> clock;
  final EventCodec<OrderEvent> orders;
  final EventCodec<PaymentEvent> payments;
  final EventCodec<PaymentCommand> commands;
  final EventCodec<TerminalEvent> terminals;

  Codecs(@ConfigProperty(name = "connect.schema-registry.url") URI registryUrl) {
    var registry = new HttpSchemaRegistry(registryUrl);
    accounts = EventCodec.of(Topic.ACCOUNT_EVENTS, AccountEvent.class, registry);
    clock = EventCodec.of(Topic.CLOCK_EVENTS, ClockEvent.class, registry);
    orders = EventCodec.of(Topic.ORDER_EVENTS, OrderEvent.class, registry);
    payments = EventCodec.of(Topic.PAYMENT_EVENTS, PaymentEvent.class, registry);
    commands = EventCodec.of(Topic.PAYMENT_COMMANDS, PaymentCommand.class, registry);
    terminals = EventCodec.of(Topic.TERMINAL_EVENTS, TerminalEvent.class, registry);
  }
}
