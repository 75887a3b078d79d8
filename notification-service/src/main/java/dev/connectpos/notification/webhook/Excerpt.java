package dev.connectpos.notification.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads at most 1 KiB of a response's body and hangs up on the rest, so that no receiver can make
 * us read for ever. The text has no control characters but line ends and tabs, so it can be stored
 * and shown.
 */
final class Excerpt {
  static final int MAX_BYTES = 1024;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(MAX_BYTES);
  private final Promise<String> text = Promise.promise();

  private Excerpt() {}

  /**
   * Called on the response's event loop, before the first byte of the body. A body that breaks off
   * is no failure: the status has arrived, and it alone decides.
   */
  static Future<String> of(HttpClientResponse response) {
    var excerpt = new Excerpt();
    response.exceptionHandler(_ -> excerpt.end());
    response.endHandler(_ -> excerpt.end());
    response.handler(
        chunk -> {
          if (excerpt.isFullAfter(chunk)) {
            excerpt.end();
            response.request().reset();
          }
        });
    return excerpt.text.future();
  }

  private boolean isFullAfter(Buffer chunk) {
    int taken = Math.min(chunk.length(), MAX_BYTES - bytes.size());
    bytes.writeBytes(chunk.getBytes(0, taken));
    return bytes.size() == MAX_BYTES;
  }

  private void end() {
    text.tryComplete(printable(bytes.toString(StandardCharsets.UTF_8)));
  }

  private static String printable(String raw) {
    return raw.replaceAll("[\\p{Cntrl}&&[^\r\n\t]]", "");
  }
}
