package dev.connectpos.terminal.socket;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.buffer.Buffer;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The socket of docs/terminal-protocol.md. Frames of one socket are handled one by one, each on a
 * virtual thread: handlers block on the database and on the acquirer, event loops never do.
 */
@WebSocket(path = "/terminal/v1/connect")
public class TerminalEndpoint {
  private static final Logger LOG = Logger.getLogger(TerminalEndpoint.class);

  /** What a socket says that ended without a close frame, or with one that gives no reason. */
  private static final Set<Integer> BROKEN =
      Set.of(CloseReason.ABNORMAL.getCode(), CloseReason.EMPTY.getCode());

  private final OpenSockets sockets;
  private final FrameHandler frames;
  private final SessionEnd end;

  TerminalEndpoint(OpenSockets sockets, FrameHandler frames, SessionEnd end) {
    this.sockets = sockets;
    this.frames = frames;
    this.end = end;
  }

  @OnOpen
  @RunOnVirtualThread
  void open(WebSocketConnection connection) {
    sockets.open(connection);
  }

  @OnTextMessage
  @RunOnVirtualThread
  void text(String frame, WebSocketConnection connection) {
    sockets.of(connection).ifPresent(socket -> frames.handle(socket, frame));
  }

  @OnBinaryMessage
  @RunOnVirtualThread
  void binary(Buffer frame, WebSocketConnection connection) {
    sockets.of(connection).ifPresent(socket -> frames.handle(socket, ""));
  }

  @OnClose
  @RunOnVirtualThread
  void close(WebSocketConnection connection) {
    sockets.remove(connection).ifPresent(socket -> closed(socket, connection.closeReason()));
  }

  private void closed(TerminalSocket socket, CloseReason reason) {
    LiveSession session = socket.session();
    if (session == null) {
      return;
    }
    if (BROKEN.contains(reason.getCode())) {
      end.lost(session);
    } else {
      end.end(session);
    }
  }

  /**
   * The network's failures; ours are answered by the handler. A message beyond the server's own
   * limit comes here as an IllegalStateException, and the socket would stay open otherwise. The
   * text of a frame is in none of them.
   */
  @OnError
  @RunOnVirtualThread
  void failed(Throwable failure, WebSocketConnection connection) {
    LOG.debugf("socket %s: %s", connection.id(), failure.getClass().getName());
    if (failure instanceof IllegalStateException) {
      sockets.of(connection).ifPresent(sockets::tooLarge);
    }
  }
}
