package dev.connectpos.terminal.socket;

import dev.connectpos.terminal.application.TerminalSessions;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/**
 * What is done when a session ends, whichever way it does. A terminal whose line broke is given one
 * heartbeat to come back before it is stated to be gone: a line that flickers says nothing about
 * the terminal, and thousands that flicker at once would say it to every service (docs/adr/0036).
 */
@ApplicationScoped
class SessionEnd {
  private static final Logger LOG = Logger.getLogger(SessionEnd.class);

  private final OpenSockets sockets;
  private final TerminalSessions sessions;
  private final SocketMetrics metrics;
  private final SocketConfig config;
  private final Vertx vertx;
  private final ExecutorService virtualThreads;

  SessionEnd(
      OpenSockets sockets,
      TerminalSessions sessions,
      SocketMetrics metrics,
      SocketConfig config,
      Vertx vertx,
      @VirtualThreads ExecutorService virtualThreads) {
    this.sockets = sockets;
    this.sessions = sessions;
    this.metrics = metrics;
    this.config = config;
    this.vertx = vertx;
    this.virtualThreads = virtualThreads;
  }

  /** Ends it here and on its row; a second time does nothing. */
  void end(LiveSession session) {
    if (endHere(session)) {
      close(session);
    }
  }

  /** The line broke: ends it here, and on its row unless the terminal comes back in time. */
  void lost(LiveSession session) {
    if (endHere(session)) {
      vertx.setTimer(
          config.heartbeat().toMillis(), _ -> virtualThreads.execute(() -> close(session)));
    }
  }

  private boolean endHere(LiveSession session) {
    boolean first = session.endOnce();
    sockets.end(session);
    if (first) {
      metrics.sessionEnded(session.socket().reason());
    }
    return first;
  }

  private void close(LiveSession session) {
    if (sockets.session(session.id().terminal()).isPresent()) {
      return; // A newer session has taken its place.
    }
    try {
      sessions.close(session.id(), session.socket().reason());
      sessions.returnFrames(session.id(), session.lastSeq());
    } catch (RuntimeException e) {
      // The row says "live" until the silence is noticed, by this replica or by another.
      LOG.warnf(e, "session %s of %s", session.id().epoch(), session.id().terminal());
    }
  }
}
