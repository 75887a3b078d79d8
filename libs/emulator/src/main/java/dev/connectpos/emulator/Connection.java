package dev.connectpos.emulator;

import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket, from its handshake to its end. It only passes on; what a frame or an end means is
 * the {@link Link}'s matter.
 */
final class Connection implements WebSocket.Listener {

  /** No close frame was seen. */
  static final int NO_CLOSE_CODE = 1006;

  /** Hears of frames and of the end, on the HTTP client's threads. */
  interface Receiver {
    void text(Connection from, String text);

    void ended(Connection from, int closeCode, String reason);
  }

  private final Receiver receiver;
  private final StringBuilder partial = new StringBuilder();
  private @Nullable WebSocket socket;
  private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

  Connection(Receiver receiver) {
    this.receiver = receiver;
  }

  /** Called once, in the mailbox, before anything is sent. */
  void opened(WebSocket opened) {
    socket = opened;
  }

  /** Sends after whatever is being sent: the client allows one message at a time. */
  void send(String text) {
    WebSocket open = socket;
    if (open == null) {
      return;
    }
    sending =
        sending
            .thenCompose(_ -> open.sendText(text, true))
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    receiver.ended(this, NO_CLOSE_CODE, "cannot send");
                  }
                });
  }

  /** Closes in order, after what is being sent. */
  void close() {
    WebSocket open = socket;
    if (open != null) {
      // abort() right after frees the socket even if the server never answers the close.
      var _ =
          sending
              .thenCompose(_ -> open.sendClose(WebSocket.NORMAL_CLOSURE, ""))
              .whenComplete((_, _) -> open.abort());
    }
  }

  /** Cuts the line as a power cut would, once what was sent before has left. */
  void cut() {
    WebSocket open = socket;
    if (open != null) {
      var _ = sending.whenComplete((_, _) -> open.abort());
    }
  }

  /** Cuts the line at once. */
  void abort() {
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    partial.append(part);
    if (last) {
      String text = partial.toString();
      partial.setLength(0);
      receiver.text(this, text);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
    receiver.ended(this, statusCode, reason);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    receiver.ended(this, NO_CLOSE_CODE, "connection lost");
  }
}
