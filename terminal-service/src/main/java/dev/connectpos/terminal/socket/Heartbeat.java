package dev.connectpos.terminal.socket;

import dev.connectpos.terminal.application.RealTime;
import dev.connectpos.terminal.application.TerminalSessions;
import dev.connectpos.terminal.application.TerminalStore.Heard;
import dev.connectpos.terminal.application.TerminalStore.Position;
import dev.connectpos.terminal.domain.SessionId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Everything that happens by time, once per tick:
 *
 * <ol>
 *   <li>sockets without a hello, and silent ones, are closed; the others are pinged when due;
 *   <li>sessions fenced by another replica are closed, and screens changed by another are sent;
 *   <li>once per heartbeat: who was heard is written down, and sessions that died with their
 *       replica are ended.
 * </ol>
 */
@ApplicationScoped
class Heartbeat {
  private static final Logger LOG = Logger.getLogger(Heartbeat.class);

  /** What a socket gets to close by itself before it is cut. */
  private static final Duration CLOSE_GRACE = Duration.ofSeconds(5);

  private final OpenSockets sockets;
  private final FrameHandler frames;
  private final SessionEnd end;
  private final TerminalSessions sessions;
  private final SocketConfig config;
  private final Clock clock;
  private final Vertx vertx;
  private final ExecutorService virtualThreads;
  private final AtomicBoolean ticking = new AtomicBoolean();
  private volatile Instant presenceAt = Instant.MIN;

  Heartbeat(
      OpenSockets sockets,
      FrameHandler frames,
      SessionEnd end,
      TerminalSessions sessions,
      SocketConfig config,
      @RealTime Clock clock,
      Vertx vertx,
      @VirtualThreads ExecutorService virtualThreads) {
    this.sockets = sockets;
    this.frames = frames;
    this.end = end;
    this.sessions = sessions;
    this.config = config;
    this.clock = clock;
    this.vertx = vertx;
    this.virtualThreads = virtualThreads;
  }

  void start(@Observes StartupEvent started) {
    vertx.setPeriodic(config.tick().toMillis(), _ -> virtualThreads.execute(this::tick));
  }

  /** Terminals are told to come back at once, and count as gone until they do. */
  void stop(@Observes ShutdownEvent stopping) {
    ticking.set(true);
    for (TerminalSocket socket : sockets.sockets()) {
      socket.close(CloseCode.RESTARTING, clock.instant());
    }
    for (LiveSession session : sockets.sessions()) {
      end.end(session);
    }
  }

  private void tick() {
    if (!ticking.compareAndSet(false, true)) {
      return; // The last one still waits for the database.
    }
    try {
      Instant now = clock.instant();
      sockets.sockets().forEach(socket -> watch(socket, now));
      followOthers(now);
      if (!now.isBefore(presenceAt.plus(config.heartbeat()))) {
        presenceAt = now;
        notePresence(now);
      }
    } catch (RuntimeException e) {
      LOG.warn("tick", e);
    } finally {
      ticking.set(false);
    }
  }

  private void watch(TerminalSocket socket, Instant now) {
    LiveSession session = socket.session();
    Instant closedAt = socket.closedAt();
    if (closedAt != null) {
      if (session != null) {
        end.end(session);
      }
      if (now.isAfter(closedAt.plus(CLOSE_GRACE))) {
        socket.outgoing.closeNow(CloseCode.NOT_READING.reason());
      }
    } else if (session == null) {
      if (now.isAfter(socket.openedAt.plus(config.helloTimeout()))) {
        socket.close(CloseCode.NO_HELLO, now);
      }
    } else if (session.isSilent(now)) {
      socket.close(CloseCode.SILENT, now);
      end.end(session);
    } else if (session.isPingDue(now)) {
      session.ping(now);
    }
  }

  private void followOthers(Instant now) {
    List<LiveSession> live = sockets.sessions();
    if (live.isEmpty()) {
      return;
    }
    var ids = live.stream().map(session -> session.id().terminal()).toList();
    for (Position position : sessions.positions(ids)) {
      sockets
          .session(position.terminal())
          .ifPresent(
              session -> {
                if (position.epoch() > session.id().epoch()) {
                  session.socket().close(CloseCode.FENCED, now);
                } else if (session.isBehind(position)) {
                  frames.update(session);
                }
              });
    }
  }

  private void notePresence(Instant now) {
    List<Heard> heard =
        sockets.sessions().stream()
            .map(session -> new Heard(session.id(), session.heardAt()))
            .toList();
    if (!heard.isEmpty()) {
      sessions.heard(heard);
    }
    // One heartbeat more than a replica gives its own: it is first to know.
    for (SessionId silent : sessions.silentSince(now.minus(config.heartbeat().multipliedBy(4)))) {
      sessions.close(silent, CloseCode.SILENT.text());
    }
  }
}
