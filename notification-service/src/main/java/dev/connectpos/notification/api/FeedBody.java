package dev.connectpos.notification.api;

import dev.connectpos.notification.application.FeedStore.Item;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A page of the feed: the bytes of the webhooks as they are, and where to go on. */
final class FeedBody {

  private FeedBody() {}

  /**
   * @param seen the event that was asked from: where to go on when nothing followed it
   */
  static byte[] of(List<Item> items, boolean more, Optional<String> seen) {
    var out = new ByteArrayOutputStream();
    write(out, "{\"data\":[");
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        write(out, ",");
      }
      out.writeBytes(items.get(i).body());
    }
    String next =
        items.isEmpty()
            ? seen.map(id -> "\"" + id + "\"").orElse("null")
            : "\"" + items.getLast().hook().value() + "\"";
    write(out, "],\"next_cursor\":" + next + ",\"has_more\":" + more + "}");
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
