package dev.connectpos.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.connectpos.notification.application.Attempt;
import dev.connectpos.notification.application.DeliverySettings;
import dev.connectpos.notification.application.EndpointStore.Target;
import dev.connectpos.notification.application.Hook;
import dev.connectpos.notification.application.Origin;
import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.Answer;
import dev.connectpos.notification.domain.Breaker;
import dev.connectpos.notification.domain.DeliveryId;
import dev.connectpos.notification.domain.Endpoint;
import dev.connectpos.notification.domain.EndpointId;
import dev.connectpos.notification.domain.EndpointStatus;
import dev.connectpos.notification.domain.EventFilter;
import dev.connectpos.notification.domain.HookId;
import dev.connectpos.notification.domain.HookType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.vertx.core.Vertx;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The request goes to the address that was checked, and keeps the name that was asked for. */
class HttpWebhookGatewayTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final AesGcmVault vault = new AesGcmVault("0123456789abcdef0123456789abcdef");
  private final List<String> hosts = new CopyOnWriteArrayList<>();

  @AfterEach
  void end() {
    System.clearProperty("javax.net.ssl.trustStore");
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void connectsToTheCheckedAddressUnderTheNameOfTheUrl() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
    String url = serving(server, "http");

    assertThat(post(url, HERE)).isEqualTo(new Answer.Accepted(200));
    assertThat(hosts).containsExactly("pdv.example:" + server.getAddress().getPort());
    server.stop(0);
  }

  @Test
  void goesOnToTheNextAddressWhenOneTakesNoConnection() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
    String url = serving(server, "http");

    assertThat(post(url, InetAddress.getByName("127.0.0.2"), HERE))
        .isEqualTo(new Answer.Accepted(200));
    server.stop(0);
    assertThat(post(url, HERE))
        .isEqualTo(new Answer.Unanswered("connection refused or unreachable"));
  }

  @Test
  void callsNobodyWhenTheNameHasOnlyForbiddenAddresses() throws IOException {
    assertThat(post("http://pdv.example/", InetAddress.getByName("169.254.169.254")))
        .isEqualTo(new Answer.Unanswered("address not allowed"));
  }

  @Test
  void wantsACertificateOfTheNameNotOfTheAddress() throws Exception {
    String wrongName = servingTls("other.example");
    assertThat(post(wrongName, HERE)).isEqualTo(new Answer.Unanswered("TLS failed"));
    String rightName = servingTls("pdv.example");
    assertThat(post(rightName, HERE)).isEqualTo(new Answer.Accepted(200));
    System.clearProperty("javax.net.ssl.trustStore");
    assertThat(post(rightName, HERE)).isEqualTo(new Answer.Unanswered("TLS failed"));
  }

  @Test
  void sendsOnceMoreWhatMetAConnectionThatTheReceiverHadKeptAndCloses() throws Exception {
    try (var receiver = new HangingUp(1)) {
      var gateway = gateway(HERE);

      assertThat(gateway.post(attempt(receiver.url())).answer())
          .isEqualTo(new Answer.Accepted(200));
      assertThat(gateway.post(attempt(receiver.url())).answer())
          .isEqualTo(new Answer.Accepted(200));
      assertThat(receiver.requests).hasValue(3);
      assertThat(receiver.connections).hasValue(2);
    }
  }

  @Test
  void sendsNothingTwiceThatMetAConnectionOfItsOwn() throws Exception {
    try (var receiver = new HangingUp(0)) {
      assertThat(gateway(HERE).post(attempt(receiver.url())).answer())
          .isEqualTo(new Answer.Unanswered("connection broken"));
      assertThat(receiver.requests).hasValue(1);
    }
  }

  /** Such an answer may be over before anybody asks for its body: one in a hundred was. */
  @Test
  void hearsEveryAnswerThatHasNoBody() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
    server.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
    server.start();
    String url = "http://pdv.example:" + server.getAddress().getPort() + "/";
    var gateway = gateway(HERE);
    try {
      for (int i = 0; i < 5_000; i++) {
        assertThat(gateway.post(attempt(url)).answer())
            .as("answer %d", i)
            .isEqualTo(new Answer.Accepted(204));
      }
    } finally {
      server.stop(0);
    }
  }

  private Answer post(String url, InetAddress... addresses) {
    return gateway(addresses).post(attempt(url)).answer();
  }

  private HttpWebhookGateway gateway(InetAddress... addresses) {
    var config = new Config();
    var guard = new TargetGuard(config, _ -> List.of(addresses));
    return new HttpWebhookGateway(
        vault,
        new Unsigned(),
        config,
        guard,
        new DeliveryMeters(new SimpleMeterRegistry()),
        new AttemptTrace(OpenTelemetry.noop().getTracer("test")),
        Clock.systemUTC(),
        new DeliverySettings(
            1,
            1,
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofDays(30),
            new Breaker(1, Duration.ofSeconds(1), Duration.ofSeconds(1))),
        vertx);
  }

  private Attempt attempt(String url) {
    var account = new AccountId("acc_1");
    var endpoint =
        new Endpoint(
            new EndpointId("we_1"),
            account,
            url,
            new EventFilter(List.of()),
            EndpointStatus.ACTIVE,
            Instant.EPOCH);
    var origin = new Origin(new UUID(1, 1), HookType.CHARGE_PAID, Instant.now(), "corr", null);
    byte[] secret = vault.newSigningSecret().getBytes(StandardCharsets.UTF_8);
    return new Attempt(
        new DeliveryId("del_1"),
        1,
        new Hook(new HookId("hook_1"), origin, "{}".getBytes(StandardCharsets.UTF_8)),
        new Target(endpoint, vault.seal(secret, "we_1"), Optional.empty(), Optional.empty()));
  }

  private String serving(HttpServer server, String scheme) {
    server.createContext(
        "/",
        exchange -> {
          hosts.add(exchange.getRequestHeaders().getFirst("Host"));
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return scheme + "://pdv.example:" + server.getAddress().getPort() + "/inbox";
  }

  /** With a certificate that this JVM trusts from now on. */
  private String servingTls(String name)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path keys = folder.resolve(name + ".p12");
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-keystore",
                keys.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore own = KeyStore.getInstance(keys.toFile(), PASSWORD);

    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry(name, own.getCertificate(name));
    Path trust = folder.resolve(name + ".trust.p12");
    try (var out = Files.newOutputStream(trust)) {
      trusted.store(out, PASSWORD);
    }
    System.setProperty("javax.net.ssl.trustStore", trust.toString());
    System.setProperty("javax.net.ssl.trustStorePassword", new String(PASSWORD));

    var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(own, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keyManagers.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return serving(server, "https");
  }

  /**
   * Answers so many requests of its first connection, keeps that open, and hangs up on the next
   * request. What comes on later connections is answered.
   */
  private static final class HangingUp implements AutoCloseable {
    private static final byte[] OK =
        "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger requests = new AtomicInteger();
    private final ServerSocket server = new ServerSocket(0, 10, HERE);
    private final int answered;

    HangingUp(int answered) throws IOException {
      this.answered = answered;
      Thread.startVirtualThread(this::accept);
    }

    String url() {
      return "http://pdv.example:" + server.getLocalPort() + "/inbox";
    }

    private void accept() {
      while (!server.isClosed()) {
        try (var socket = server.accept()) {
          serve(socket, connections.incrementAndGet() == 1 ? answered : Integer.MAX_VALUE);
        } catch (IOException _) {
          // Closed by either side; the next connection, if there is one.
        }
      }
    }

    private void serve(Socket socket, int most) throws IOException {
      var in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; read(in); i++) {
        requests.incrementAndGet();
        if (i == most) {
          return;
        }
        socket.getOutputStream().write(OK);
      }
    }

    /** One request, whose body is the two bytes of an empty object. */
    private static boolean read(InputStream in) throws IOException {
      var seen = new StringBuilder();
      while (seen.indexOf("\r\n\r\n{}") < 0) {
        int next = in.read();
        if (next < 0) {
          return false;
        }
        seen.append((char) next);
      }
      return true;
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  private record Unsigned() implements AsymmetricSigner {

    @Override
    public String asymmetric(byte[] body) {
      return "none";
    }

    @Override
    public String standard(String id, long timestamp, byte[] body) {
      return "v0,none";
    }
  }

  private record Config() implements WebhookConfig {

    @Override
    public Duration timeout() {
      return Duration.ofSeconds(10);
    }

    @Override
    public boolean privateTargets() {
      return true;
    }

    @Override
    public String userAgent() {
      return "test";
    }
  }
}
