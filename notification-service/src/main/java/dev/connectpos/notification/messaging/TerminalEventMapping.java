package dev.connectpos.notification.messaging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.connectpos.notification.application.Fact;
import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.HookType;
import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.PermanentFailureException;
import dev.connectpos.terminal.events.v1.CancellationAsked;
import dev.connectpos.terminal.events.v1.OrderRejected;
import dev.connectpos.terminal.events.v1.OrderShown;
import dev.connectpos.terminal.events.v1.PaymentStarted;
import dev.connectpos.terminal.events.v1.PrintJobChanged;
import dev.connectpos.terminal.events.v1.TerminalConnected;
import dev.connectpos.terminal.events.v1.TerminalDisconnected;
import dev.connectpos.terminal.events.v1.TerminalEvent;
import dev.connectpos.terminal.events.v1.TerminalRegistered;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Terminal events as notifications: prints (O10) and presence (T9). What a terminal shows, begins
 * or asks for reaches PDVs through the order it is about, and is told as nothing here.
 */
final class TerminalEventMapping {
  private static final JsonFactory JSON = new JsonFactory();

  private TerminalEventMapping() {}

  private record Content(
      HookType type, String account, Optional<String> orderId, String resourceJson) {}

  /**
   * What the event is told as, or nothing.
   *
   * @throws PermanentFailureException if nobody here knows the event
   */
  static Optional<Fact> fact(
      InboundMessage message, TerminalEvent event, @Nullable String traceParent) {
    return content(message, event)
        .map(
            content ->
                new Fact(
                    message.eventId(),
                    content.type(),
                    new AccountId(content.account()),
                    content.orderId(),
                    message.aggregateVersion(),
                    message.occurredAt(),
                    message.correlationId(),
                    traceParent,
                    content.resourceJson()));
  }

  private static Optional<Content> content(InboundMessage message, TerminalEvent event) {
    return switch (event.getPayload()) {
      case PrintJobChanged it -> Optional.of(print(message, it));
      case TerminalConnected it -> Optional.of(online(it));
      case TerminalDisconnected it -> Optional.of(offline(it));
      case TerminalRegistered _,
          OrderShown _,
          PaymentStarted _,
          OrderRejected _,
          CancellationAsked _ ->
          Optional.empty();
      default -> throw Reading.unknown(message);
    };
  }

  private static Content print(InboundMessage message, PrintJobChanged event) {
    return switch (event.getStatus()) {
      case QUEUED -> print(HookType.PRINT_QUEUED, "queued", event);
      case PRINTING -> print(HookType.PRINT_PRINTING, "printing", event);
      case PRINTED -> print(HookType.PRINT_PRINTED, "printed", event);
      case FAILED -> print(HookType.PRINT_FAILED, "failed", event);
      case UNKNOWN -> throw Reading.unknown(message);
    };
  }

  private static Content print(HookType type, String status, PrintJobChanged event) {
    String resource =
        object(
            json -> {
              json.writeStringField("id", event.getPrintId());
              json.writeStringField("order_id", event.getOrderId());
              json.writeStringField("terminal_id", event.getTerminalId());
              json.writeStringField("serial_number", event.getSerialNumber());
              json.writeStringField("status", status);
              if (event.getReason() != null) {
                json.writeStringField("reason", event.getReason());
              }
            });
    return new Content(type, event.getAccountId(), Optional.of(event.getOrderId()), resource);
  }

  private static Content online(TerminalConnected event) {
    String resource =
        object(
            json -> {
              json.writeStringField("id", event.getTerminalId());
              json.writeStringField("serial_number", event.getSerialNumber());
              json.writeStringField("status", "online");
              json.writeStringField("app_version", event.getAppVersion());
            });
    return new Content(HookType.TERMINAL_ONLINE, event.getAccountId(), Optional.empty(), resource);
  }

  private static Content offline(TerminalDisconnected event) {
    String resource =
        object(
            json -> {
              json.writeStringField("id", event.getTerminalId());
              json.writeStringField("serial_number", event.getSerialNumber());
              json.writeStringField("status", "offline");
              json.writeStringField("reason", event.getReason());
            });
    return new Content(HookType.TERMINAL_OFFLINE, event.getAccountId(), Optional.empty(), resource);
  }

  /** Writes the fields of an object. */
  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private static String object(Fields fields) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return text.toString();
  }
}
