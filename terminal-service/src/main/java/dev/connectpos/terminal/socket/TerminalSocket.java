package dev.connectpos.terminal.socket;

import io.quarkus.websockets.next.WebSocketConnection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One socket of a terminal, from its opening; its session, once the terminal has said hello. */
final class TerminalSocket {
  final String credential;
  final Instant openedAt;
  final Outgoing outgoing;
  private volatile @Nullable LiveSession session;
  private volatile @Nullable Instant closedAt;
  private volatile String reason = "closed";
  private int malformed;

  TerminalSocket(
      WebSocketConnection connection, String credential, Instant openedAt, int maxWaiting) {
    this.credential = credential;
    this.openedAt = openedAt;
    this.outgoing = new Outgoing(connection, maxWaiting);
  }

  @Nullable LiveSession session() {
    return session;
  }

  void live(LiveSession live) {
    session = live;
  }

  /** Sends an error frame; before the welcome there are no numbers yet, and it carries 0. */
  void refuse(FrameError error) {
    LiveSession live = session;
    if (live != null) {
      live.send(ServerFrames.error(error));
    } else {
      outgoing.offer(ServerFrames.error(error).put("seq", 0L).toString());
    }
  }

  /** Counts a frame that breaks the protocol. Frames of one socket are handled one by one. */
  int countMalformed() {
    return ++malformed;
  }

  /** Closes it when what waits was sent; only the first code counts. */
  void close(CloseCode code, Instant now) {
    if (closedAt == null) {
      reason = code.text();
      closedAt = now;
      outgoing.closeAfterwards(code.reason());
    }
  }

  /** The other side is gone. */
  void gone(Instant now) {
    if (closedAt == null) {
      closedAt = now;
    }
  }

  /** When it was closed, or began to be, if it was. */
  @Nullable Instant closedAt() {
    return closedAt;
  }

  /** Why it was closed, for events and metrics. */
  String reason() {
    return reason;
  }
}
