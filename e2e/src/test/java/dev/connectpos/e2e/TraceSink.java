package dev.connectpos.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.connectpos.local.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A collector for traces (OTLP over HTTP) that keeps what it is sent, each body in a file. */
public final class TraceSink {
  private final Path folder;
  private final HttpServer server;
  private final AtomicLong bodies = new AtomicLong();

  private TraceSink(Path folder, HttpServer server) {
    this.folder = folder;
    this.server = server;
  }

  /** Begins anew; ends with the JVM. */
  static TraceSink into(Path folder) {
    try {
      Home.deleteTree(folder);
      Files.createDirectories(folder);
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var sink = new TraceSink(folder, server);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", sink::receive);
      server.start();
      return sink;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where traces are sent to. */
  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What was sent. */
  public Path folder() {
    return folder;
  }

  /** Whether a service has told of a trace. */
  public boolean has(String service, String trace) throws IOException {
    String id = new String(HexFormat.of().parseHex(trace), ISO_8859_1);
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String body = Files.readString(file, ISO_8859_1);
        if (body.contains(service) && body.contains(id)) {
          return true;
        }
      }
    }
    return false;
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Files.write(folder.resolve(bodies.incrementAndGet() + ".otlp"), body);
    exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }
}
