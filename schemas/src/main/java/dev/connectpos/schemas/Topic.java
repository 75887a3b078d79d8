package dev.connectpos.schemas;

import dev.connectpos.account.events.v1.AccountEvent;
import dev.connectpos.affiliation.events.v1.AffiliationEvent;
import dev.connectpos.charge.commands.v1.ChargeCommand;
import dev.connectpos.clock.events.v1.ClockEvent;
import dev.connectpos.ledger.events.v1.LedgerEvent;
import dev.connectpos.notification.events.v1.NotificationEvent;
import dev.connectpos.order.events.v1.OrderEvent;
import dev.connectpos.payment.commands.v1.PaymentCommand;
import dev.connectpos.payment.events.v1.PaymentEvent;
import dev.connectpos.terminal.events.v1.TerminalEvent;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Every topic of the event log, with the one envelope schema its messages have. A topic's name
 * carries the major version; a breaking change is a new topic, never a new meaning.
 */
public enum Topic {
  ORDER_EVENTS("order.events.v1", OrderEvent.class),
  ACCOUNT_EVENTS("account.events.v1", AccountEvent.class),
  TERMINAL_EVENTS("terminal.events.v1", TerminalEvent.class),
  AFFILIATION_EVENTS("affiliation.events.v1", AffiliationEvent.class),
  CLOCK_EVENTS("clock.events.v1", ClockEvent.class),
  CHARGE_COMMANDS("charge.commands.v1", ChargeCommand.class),
  PAYMENT_COMMANDS("payment.commands.v1", PaymentCommand.class),
  PAYMENT_EVENTS("payment.events.v1", PaymentEvent.class),
  LEDGER_EVENTS("ledger.events.v1", LedgerEvent.class),
  NOTIFICATION_EVENTS("notification.events.v1", NotificationEvent.class);

  private final String topicName;
  private final Class<? extends SpecificRecord> envelope;

  Topic(String topicName, Class<? extends SpecificRecord> envelope) {
    this.topicName = topicName;
    this.envelope = envelope;
  }

  /** The name in Kafka, for example {@code order.events.v1}. */
  public String topicName() {
    return topicName;
  }

  /** The subject in the schema registry (topic name strategy). */
  public String subject() {
    return topicName + "-value";
  }

  /** The generated class of the envelope. */
  public Class<? extends SpecificRecord> envelope() {
    return envelope;
  }

  /** The current schema of the envelope, the one this build writes and reads as. */
  public Schema schema() {
    return SpecificData.get().getSchema(envelope);
  }
}
