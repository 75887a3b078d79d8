package dev.connectpos.terminal.socket;

import dev.connectpos.terminal.application.RealTime;
import dev.connectpos.terminal.domain.TerminalId;
import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sockets of this replica, and the newest session of each terminal among them. */
@ApplicationScoped
class OpenSockets {
  private final Map<String, TerminalSocket> sockets = new ConcurrentHashMap<>();
  private final Map<TerminalId, LiveSession> sessions = new ConcurrentHashMap<>();
  private final SocketConfig config;
  private final Clock clock;

  OpenSockets(SocketConfig config, @RealTime Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  void open(WebSocketConnection connection) {
    sockets.put(
        connection.id(),
        new TerminalSocket(
            connection,
            Handshake.of(connection.handshakeRequest()::headers).credential(),
            clock.instant(),
            config.maxWaitingFrames()));
  }

  /** The open socket of a connection; empty once it is closed. */
  Optional<TerminalSocket> of(WebSocketConnection connection) {
    return Optional.ofNullable(sockets.get(connection.id()));
  }

  /** Makes a session the terminal's own; an older one here is closed as fenced. */
  void live(LiveSession session) {
    TerminalId terminal = session.id().terminal();
    LiveSession newest =
        sessions.merge(
            terminal, session, (one, other) -> one.id().epoch() > other.id().epoch() ? one : other);
    if (newest != session) {
      session.socket().close(CloseCode.FENCED, clock.instant());
    }
    for (TerminalSocket socket : sockets.values()) {
      LiveSession other = socket.session();
      if (other != null && other != newest && other.id().terminal().equals(terminal)) {
        socket.close(CloseCode.FENCED, clock.instant());
      }
    }
  }

  Optional<LiveSession> session(TerminalId terminal) {
    return Optional.ofNullable(sessions.get(terminal));
  }

  List<LiveSession> sessions() {
    return List.copyOf(sessions.values());
  }

  Collection<TerminalSocket> sockets() {
    return List.copyOf(sockets.values());
  }

  /** Forgets a session, unless a newer one has taken its place. */
  void end(LiveSession session) {
    sessions.remove(session.id().terminal(), session);
  }

  /** Closes a socket that sent more than we read. */
  void tooLarge(TerminalSocket socket) {
    socket.refuse(new FrameError(ErrorCode.FRAME_TOO_LARGE, null, null));
    socket.close(CloseCode.TOO_LARGE, clock.instant());
  }

  /** Forgets a socket that is gone. */
  Optional<TerminalSocket> remove(WebSocketConnection connection) {
    TerminalSocket socket = sockets.remove(connection.id());
    if (socket != null) {
      socket.gone(clock.instant());
    }
    return Optional.ofNullable(socket);
  }

  int liveCount() {
    return sessions.size();
  }
}
