package dev.connectpos.order.messaging;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.order.application.CancellationNews;
import dev.connectpos.order.application.Origin;
import dev.connectpos.order.application.PrintNews;
import dev.connectpos.order.application.Terminals;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.ChargeRequestId;
import dev.connectpos.order.domain.OrderCommand;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.PaymentId;
import dev.connectpos.order.domain.PrintId;
import dev.connectpos.order.domain.Terminal;
import dev.connectpos.order.domain.TerminalStanding;
import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.Inbox;
import dev.connectpos.outbox.PermanentFailureException;
import dev.connectpos.outbox.Verdict;
import dev.connectpos.terminal.events.v1.CancellationAsked;
import dev.connectpos.terminal.events.v1.OrderRejected;
import dev.connectpos.terminal.events.v1.OrderShown;
import dev.connectpos.terminal.events.v1.PaymentStarted;
import dev.connectpos.terminal.events.v1.PrintJobChanged;
import dev.connectpos.terminal.events.v1.TerminalConnected;
import dev.connectpos.terminal.events.v1.TerminalDisconnected;
import dev.connectpos.terminal.events.v1.TerminalEvent;
import dev.connectpos.terminal.events.v1.TerminalMode;
import dev.connectpos.terminal.events.v1.TerminalRegistered;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Listens to {@code terminal.events.v1}, to know which terminals orders may be addressed to, and
 * where an order is on its way through them.
 */
@ApplicationScoped
class TerminalEventsConsumer {
  private static final Pattern REQUEST_ID = Pattern.compile("req_\\w{16}");

  private final Inbox inbox;
  private final Codecs codecs;
  private final Terminals terminals;

  TerminalEventsConsumer(Inbox inbox, Codecs codecs, Terminals terminals) {
    this.inbox = inbox;
    this.codecs = codecs;
    this.terminals = terminals;
  }

  /** Returns when every message of the batch has its effect or is parked. */
  @Incoming("terminal-events")
  @Blocking
  public void consume(ConsumerRecords<String, byte[]> batch) {
    inbox.process(batch, this::handle);
  }

  private Verdict handle(InboundMessage message) {
    var event = codecs.terminal(message.payload());
    long version = event.getAggregateVersion();
    return switch (event.getPayload()) {
      case TerminalRegistered p -> terminals.registered(terminal(p), version);
      case TerminalConnected p -> terminals.other(p.getTerminalId(), version);
      case TerminalDisconnected p -> terminals.other(p.getTerminalId(), version);
      case OrderShown p ->
          onOrder(event, p.getTerminalId(), p.getOrderId(), new OrderCommand.RecordShown());
      case PaymentStarted p ->
          onOrder(
              event,
              p.getTerminalId(),
              p.getOrderId(),
              new OrderCommand.RecordPaymentStarted(new PaymentId(p.getPaymentId())));
      case OrderRejected p ->
          onOrder(event, p.getTerminalId(), p.getOrderId(), new OrderCommand.RecordRejected());
      case CancellationAsked p ->
          terminals.onCancellation(p.getTerminalId(), version, news(event, p));
      case PrintJobChanged p ->
          terminals.onPrint(
              p.getTerminalId(),
              version,
              new PrintNews(
                  new PrintId(p.getPrintId()),
                  new AccountId(p.getAccountId()),
                  new OrderId(p.getOrderId()),
                  p.getStatus().name().toLowerCase(Locale.ROOT),
                  p.getReason()));
      default -> throw new PermanentFailureException(event.getType() + " is not known", null);
    };
  }

  private Verdict onOrder(
      TerminalEvent event, String terminalId, String order, OrderCommand.OnTerminal command) {
    return terminals.onOrder(
        new Terminals.OrderNews(
            terminalId,
            event.getAggregateVersion(),
            new OrderId(order),
            command,
            new Origin(event.getCorrelationId(), event.getEventId())));
  }

  private static CancellationNews news(TerminalEvent event, CancellationAsked p) {
    if (!REQUEST_ID.matcher(p.getRequestId()).matches()) {
      throw new PermanentFailureException("no request can have the id " + p.getRequestId(), null);
    }
    try {
      return new CancellationNews(
          new AccountId(p.getAccountId()),
          new OrderId(p.getOrderId()),
          new PaymentId(p.getPaymentId()),
          new ChargeRequestId(p.getRequestId()),
          new Money(p.getAmountMinor(), Currency.of(p.getCurrency())),
          p.getSerialNumber(),
          new Origin(event.getCorrelationId(), event.getEventId()));
    } catch (IllegalArgumentException e) {
      throw new PermanentFailureException(event.getType() + ": " + e.getMessage(), e);
    }
  }

  private static Terminal terminal(TerminalRegistered p) {
    return new Terminal(
        p.getTerminalId(),
        new AccountId(p.getAccountId()),
        p.getSerialNumber(),
        p.getModel(),
        mode(p.getMode()),
        p.getActive(),
        p.getReplacedBySerial());
  }

  private static TerminalStanding mode(TerminalMode mode) {
    return switch (mode) {
      case DIRECT -> TerminalStanding.DIRECT;
      case LISTED -> TerminalStanding.LISTED;
      case UNKNOWN -> TerminalStanding.UNKNOWN;
    };
  }
}
