package dev.connectpos.terminal.socket;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Frames on their way to one socket, in order, and no more than a few: a terminal that does not
 * read must not fill our memory. Never blocks.
 */
final class Outgoing {
  private final WebSocketConnection connection;
  private final int limit;
  private final ArrayDeque<String> waiting = new ArrayDeque<>();
  private boolean sending;
  private boolean closed;
  private @Nullable CloseReason closing;

  Outgoing(WebSocketConnection connection, int limit) {
    this.connection = connection;
    this.limit = limit;
  }

  /** Queues a frame; false if too many wait already. Frames after a close are dropped. */
  synchronized boolean offer(String frame) {
    if (closing != null) {
      return true;
    }
    if (waiting.size() >= limit) {
      return false;
    }
    waiting.add(frame);
    sendNext();
    return true;
  }

  /** Closes the socket after what waits was sent. Only the first reason counts. */
  synchronized void closeAfterwards(CloseReason reason) {
    if (closing == null) {
      closing = reason;
      sendNext();
    }
  }

  /** Closes the socket without waiting for anything. */
  synchronized void closeNow(CloseReason reason) {
    waiting.clear();
    closing = reason;
    close(reason);
  }

  private void sendNext() {
    if (sending) {
      return;
    }
    String next = waiting.poll();
    if (next != null) {
      sending = true;
      connection.sendText(next).subscribe().with(_ -> sent(), _ -> failed());
    } else if (closing != null) {
      sending = true;
      close(closing);
    }
  }

  private synchronized void sent() {
    sending = false;
    sendNext();
  }

  /** The socket is gone; whoever holds the session learns it from the close. */
  private synchronized void failed() {
    waiting.clear();
  }

  /** Once; the server itself cuts a socket whose other side does not answer the close. */
  private void close(CloseReason reason) {
    if (closed) {
      return;
    }
    closed = true;
    connection.close(reason).subscribe().with(_ -> {}, _ -> {});
  }
}
