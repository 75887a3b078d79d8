package dev.connectpos.emulator;

import dev.connectpos.emulator.fault.Direction;
import dev.connectpos.emulator.fault.FaultyLine;
import dev.connectpos.emulator.fault.FaultyLine.Passage;
import dev.connectpos.emulator.wire.ClientFrame;
import dev.connectpos.emulator.wire.FrameCodec;
import dev.connectpos.emulator.wire.ServerFrame;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a session with the server: connects, says hello, answers pings, notices silence, and
 * connects again with growing waits. Every method runs in the terminal's mailbox.
 */
final class Link implements Connection.Receiver {

  /** Hears what comes of it, in the mailbox. */
  interface Listener {
    void received(ServerFrame frame, String text);

    void sent(ClientFrame frame);

    void lost(String reason, Duration retryIn);

    void ended(Ending ending);
  }

  private static final String SUBPROTOCOL = "connect-terminal.v1";
  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration WELCOME_TIMEOUT = Duration.ofSeconds(10);
  private static final int UNAUTHORIZED = 401;
  private static final int FENCED = 4001;
  private static final int SERVER_RESTARTS = 1012;
  private static final int MISSED_HEARTBEATS = 3;
  private static final int MAX_DOUBLINGS = 16;

  private final Emulator emulator;
  private final Mailbox mailbox;
  private final TerminalSettings settings;
  private final String credential;
  private final Listener listener;

  private FaultyLine line = FaultyLine.sound();
  private @Nullable Connection current;
  private boolean closed;
  private boolean live;
  private int failures;
  private long lastFrameNanos;
  private Timers.Timer watch = () -> {};
  private Timers.Timer retry = () -> {};

  Link(
      Emulator emulator,
      Mailbox mailbox,
      TerminalSettings settings,
      String credential,
      Listener listener) {
    this.emulator = emulator;
    this.mailbox = mailbox;
    this.settings = settings;
    this.credential = credential;
    this.listener = listener;
  }

  void connect() {
    if (closed) {
      return;
    }
    var connection = new Connection(this);
    current = connection;
    var _ =
        emulator
            .http()
            .newWebSocketBuilder()
            .subprotocols(SUBPROTOCOL)
            .header("Authorization", "Bearer " + credential)
            .connectTimeout(HANDSHAKE_TIMEOUT)
            .buildAsync(settings.connect(), connection)
            .whenComplete(
                (socket, failure) ->
                    mailbox.post(
                        () -> {
                          if (failure == null) {
                            opened(connection, socket);
                          } else {
                            notOpened(connection, failure);
                          }
                        }));
  }

  /**
   * Sends on a live session; without one it does nothing, since a new session starts from state.
   */
  void send(ClientFrame frame) {
    Connection connection = current;
    if (connection != null && live) {
      put(connection, frame);
    }
  }

  /** Has things go wrong on the line from now on. */
  void line(FaultyLine faulty) {
    line = faulty;
  }

  /** Drops the line as a power cut would, and connects again after the usual wait. */
  void cut(String reason) {
    cut(reason, backoff());
  }

  /** Drops the line, and connects again after this wait. */
  void cut(String reason, Duration retryIn) {
    Connection connection = current;
    if (connection != null) {
      connection.cut();
      over(reason, retryIn);
    } else if (!closed) {
      retry.cancel();
      retry(retryIn);
    }
  }

  private void put(Connection connection, ClientFrame frame) {
    listener.sent(frame);
    for (Passage passage : line.pass(Direction.OUT, frame.type(), FrameCodec.write(frame))) {
      late(connection, passage, () -> connection.send(passage.text()));
    }
  }

  /** What is late is of this connection or of none. */
  private void late(Connection connection, Passage passage, Runnable arrival) {
    if (passage.after().isZero()) {
      arrival.run();
      return;
    }
    emulator
        .timers()
        .after(
            passage.after(),
            mailbox,
            () -> {
              if (connection == current) {
                arrival.run();
              }
            });
  }

  void close() {
    closed = true;
    watch.cancel();
    retry.cancel();
    if (current != null) {
      current.close();
      current = null;
    }
  }

  @Override
  public void text(Connection from, String text) {
    mailbox.post(
        () -> {
          if (from == current) {
            String type = FrameCodec.read(text).type();
            for (Passage passage : line.pass(Direction.IN, type, text)) {
              late(from, passage, () -> received(passage.text()));
            }
          }
        });
  }

  @Override
  public void ended(Connection from, int closeCode, String reason) {
    mailbox.post(
        () -> {
          if (from != current) {
            return;
          }
          from.abort();
          if (closeCode == FENCED) {
            stop(Ending.FENCED);
          } else if (closeCode == SERVER_RESTARTS) {
            over("server restarts", jitter(settings.reconnectMin()));
          } else {
            over(closeCode + (reason.isEmpty() ? "" : " " + reason), backoff());
          }
        });
  }

  private void opened(Connection connection, WebSocket socket) {
    connection.opened(socket);
    if (connection != current) {
      connection.abort();
      return;
    }
    var hello = new ClientFrame.Hello(settings.appVersion());
    put(connection, hello);
    watch =
        emulator
            .timers()
            .after(
                WELCOME_TIMEOUT,
                mailbox,
                () -> {
                  if (connection == current && !live) {
                    cut("no welcome");
                  }
                });
  }

  private void notOpened(Connection connection, Throwable failure) {
    if (connection != current) {
      return;
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof WebSocketHandshakeException handshake) {
      int status = handshake.getResponse().statusCode();
      if (status == UNAUTHORIZED) {
        stop(Ending.CREDENTIAL_REFUSED);
      } else {
        over("HTTP " + status, backoff());
      }
    } else {
      over("server unreachable", backoff());
    }
  }

  private void received(String text) {
    ServerFrame frame = FrameCodec.read(text);
    lastFrameNanos = System.nanoTime();
    if (frame instanceof ServerFrame.Welcome welcome) {
      live = true;
      failures = 0;
      watch(Duration.ofMillis(Math.max(1, welcome.heartbeatMs())));
    }
    listener.received(frame, text);
    if (frame instanceof ServerFrame.Ping(long seq)) {
      send(new ClientFrame.Pong(seq));
    }
  }

  private void watch(Duration heartbeat) {
    watch.cancel();
    Connection watched = current;
    watch =
        emulator
            .timers()
            .after(
                heartbeat,
                mailbox,
                () -> {
                  if (watched != current || !live) {
                    return;
                  }
                  long silence = System.nanoTime() - lastFrameNanos;
                  if (silence > MISSED_HEARTBEATS * heartbeat.toNanos()) {
                    cut("server is silent");
                  } else {
                    watch(heartbeat);
                  }
                });
  }

  private void over(String reason, Duration retryIn) {
    watch.cancel();
    live = false;
    current = null;
    failures++;
    line.cut();
    retry(retryIn);
    listener.lost(reason, retryIn);
  }

  private void retry(Duration in) {
    retry = emulator.timers().after(in, mailbox, this::connect);
  }

  private void stop(Ending ending) {
    close();
    listener.ended(ending);
  }

  private Duration backoff() {
    var doubled = settings.reconnectMin().multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
    return jitter(
        doubled.compareTo(settings.reconnectMax()) < 0 ? doubled : settings.reconnectMax());
  }

  /** Half to all of it: a thousand terminals must not come back in the same instant. */
  private Duration jitter(Duration most) {
    long nanos = most.toNanos();
    return Duration.ofNanos(nanos / 2 + emulator.random().nextLong(nanos / 2 + 1));
  }
}
