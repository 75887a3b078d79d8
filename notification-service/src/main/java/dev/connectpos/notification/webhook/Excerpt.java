package dev.connectpos.notification.webhook;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads at most 1 KiB of a response's body and hangs up on the rest, so that no receiver can make
 * us read for ever. The text has no control characters but line ends and tabs, so it can be stored
 * and shown.
 */
final class Excerpt implements BodySubscriber<String> {
  static final int MAX_BYTES = 1024;

  private final CompletableFuture<String> text = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(MAX_BYTES);
  private Flow.@Nullable Subscription subscription;

  @Override
  public CompletionStage<String> getBody() {
    return text;
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    newSubscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      byte[] chunk = new byte[Math.min(buffer.remaining(), MAX_BYTES - bytes.size())];
      buffer.get(chunk);
      bytes.writeBytes(chunk);
    }
    var source = subscription;
    if (source == null) {
      return;
    }
    if (bytes.size() < MAX_BYTES) {
      source.request(1);
    } else {
      source.cancel();
      onComplete();
    }
  }

  /** The status has arrived, and it alone decides; a body that breaks off is no failure. */
  @Override
  public void onError(Throwable throwable) {
    onComplete();
  }

  @Override
  public void onComplete() {
    text.complete(printable(bytes.toString(StandardCharsets.UTF_8)));
  }

  private static String printable(String raw) {
    return raw.replaceAll("[\\p{Cntrl}&&[^\r\n\t]]", "");
  }
}
