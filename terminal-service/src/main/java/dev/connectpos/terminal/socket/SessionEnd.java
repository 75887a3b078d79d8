package dev.connectpos.terminal.socket;

import dev.connectpos.terminal.application.TerminalSessions;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** What is done when a session ends, whichever way it does. */
@ApplicationScoped
class SessionEnd {
  private static final Logger LOG = Logger.getLogger(SessionEnd.class);

  private final OpenSockets sockets;
  private final TerminalSessions sessions;
  private final SocketMetrics metrics;

  SessionEnd(OpenSockets sockets, TerminalSessions sessions, SocketMetrics metrics) {
    this.sockets = sockets;
    this.sessions = sessions;
    this.metrics = metrics;
  }

  /** Ends it here and on its row; a second time does nothing. */
  void end(LiveSession session) {
    String reason = session.socket().reason();
    boolean first = session.endOnce();
    sockets.end(session);
    if (!first) {
      return;
    }
    metrics.sessionEnded(reason);
    try {
      sessions.close(session.id(), reason);
      sessions.returnFrames(session.id(), session.lastSeq());
    } catch (RuntimeException e) {
      // The row says "live" until the silence is noticed, by this replica or by another.
      LOG.warnf(e, "session %s of %s", session.id().epoch(), session.id().terminal());
    }
  }
}
