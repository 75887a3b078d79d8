package dev.connectpos.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A PDV that reads a stream over a plain socket: nothing buffers between it and the service. */
record EventClient(URI base, String key) {
  private static final Pattern CREATED = Pattern.compile("\"created_at\":\"([^\"]+)\"");

  /** Opens a stream; its events are read on a thread of their own. */
  Stream open(String query, @Nullable String lastEventId) {
    try {
      var socket = new Socket();
      socket.setReceiveBufferSize(4096);
      socket.connect(new java.net.InetSocketAddress(base.getHost(), base.getPort()));
      String basic = Base64.getEncoder().encodeToString((key + ":").getBytes(UTF_8));
      String last = lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
      String request =
          "GET /events/stream%s HTTP/1.1\r\nHost: x\r\nAuthorization: Basic %s\r\n%s\r\n"
              .formatted(query, basic, last);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new Stream(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A stream that is open. */
  static final class Stream implements AutoCloseable {
    private final Socket socket;
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final List<Long> delays = new CopyOnWriteArrayList<>();
    private final AtomicInteger heartbeats = new AtomicInteger();
    private volatile CountDownLatch hold = new CountDownLatch(0);
    private volatile int status;
    private volatile boolean opened;
    private volatile boolean ended;

    private Stream(Socket socket) {
      this.socket = socket;
      Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try (var in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8), 512)) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          take(line);
          hold.await();
        }
      } catch (IOException | InterruptedException _) {
        // It ended, by us or by the service.
      }
      ended = true;
    }

    private void take(String line) {
      if (line.startsWith("HTTP/1.1 ")) {
        status = Integer.parseInt(line.substring(9, 12));
      } else if (line.startsWith("retry:")) {
        opened = true;
      } else if (line.startsWith("id: ")) {
        ids.add(line.substring(4));
      } else if (line.startsWith("data: ")) {
        delays.add(delay(line));
      } else if (line.equals(":")) {
        heartbeats.incrementAndGet();
      }
    }

    /** Waits until events that come are streamed. */
    Stream opened() {
      await().atMost(Duration.ofSeconds(10)).until(() -> opened);
      return this;
    }

    int status() {
      await().atMost(Duration.ofSeconds(10)).until(() -> status != 0);
      return status;
    }

    /** Reads on when the latch is down. */
    void stopReading(CountDownLatch until) {
      hold = until;
    }

    List<String> ids() {
      return List.copyOf(ids);
    }

    /** How long after its fact each event arrived, in nanoseconds. */
    List<Long> delays() {
      return List.copyOf(delays);
    }

    private static long delay(String data) {
      var created = CREATED.matcher(data);
      return created.find()
          ? Duration.between(Instant.parse(created.group(1)), Instant.now()).toNanos()
          : 0;
    }

    int heartbeats() {
      return heartbeats.get();
    }

    boolean ended() {
      return ended;
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
