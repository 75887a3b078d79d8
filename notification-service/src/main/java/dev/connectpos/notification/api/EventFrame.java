package dev.connectpos.notification.api;

import dev.connectpos.notification.application.FeedStore.Item;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Frames of {@code text/event-stream}. They have no event name: a browser would drop every type
 * that it has no listener for.
 */
final class EventFrame {
  private static final byte[] DATA = ascii("data: ");

  /** Headers and the time to wait before a reconnect leave at once. */
  static final byte[] BEGIN = ascii("retry: 2000\n\n");

  static final byte[] HEARTBEAT = ascii(":\n\n");

  private EventFrame() {}

  /** Line ends within JSON are space between its parts; each begins a line of the frame. */
  static byte[] of(Item item) {
    var out = new ByteArrayOutputStream(item.body().length + 64);
    out.writeBytes(ascii("id: " + item.hook().value() + "\n"));
    out.writeBytes(DATA);
    for (byte octet : item.body()) {
      if (octet == '\n' || octet == '\r') {
        out.write('\n');
        out.writeBytes(DATA);
      } else {
        out.write(octet);
      }
    }
    out.writeBytes(ascii("\n\n"));
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
