package dev.connectpos.notification;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A PDV's webhook address that answers as told and remembers what it got. */
final class Receiver implements AutoCloseable {

  /** What arrived. */
  record Received(HttpHeaders headers, String body) {

    String id() {
      return headers.firstValue("webhook-id").orElseThrow();
    }
  }

  /**
   * What to answer.
   *
   * @param hold until this is down
   */
  record Reply(int status, Map<String, String> headers, CountDownLatch hold) {

    static Reply of(int status) {
      return new Reply(status, Map.of(), new CountDownLatch(0));
    }

    static Reply redirect(String location) {
      return new Reply(302, Map.of("Location", location), new CountDownLatch(0));
    }

    static Reply held(int status, CountDownLatch hold) {
      return new Reply(status, Map.of(), hold);
    }
  }

  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Queue<Reply> script = new ConcurrentLinkedQueue<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private volatile Reply otherwise = Reply.of(200);

  Receiver() {
    this(0);
  }

  /**
   * @param port 0 for any
   */
  Receiver(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** The next answers in order, before the usual one. */
  Receiver answering(Reply... replies) {
    script.addAll(List.of(replies));
    return this;
  }

  /** The answer once the script has run out; 200 unless told. */
  Receiver usually(Reply reply) {
    otherwise = reply;
    return this;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/inbox";
  }

  int port() {
    return server.getAddress().getPort();
  }

  List<Received> received() {
    return received;
  }

  /** The most requests that were open at one time. */
  int mostOpen() {
    return mostOpen.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Headers headers = exchange.getRequestHeaders();
      received.add(new Received(HttpHeaders.of(headers, (_, _) -> true), body));
      Reply scripted = script.poll();
      Reply reply = scripted == null ? otherwise : scripted;
      mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
      try {
        reply.hold().await();
      } finally {
        open.decrementAndGet(); // Before the answer: whoever has it may send the next at once.
      }
      reply.headers().forEach(exchange.getResponseHeaders()::add);
      byte[] answer = "thank you".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), answer.length);
      exchange.getResponseBody().write(answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
