package dev.connectpos.local.seed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.connectpos.local.home.EnvFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which endpoints are there, before a server that has one active and one disabled. */
class InboxEndpointTest {
  private static final byte[] LISTING =
      """
      {"data":[{"id":"we_active","status":"active"},{"id":"we_disabled","status":"disabled"}]}\
      """
          .getBytes(StandardCharsets.UTF_8);

  private final AtomicInteger asked = new AtomicInteger();

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private HttpServer server;

  @SuppressWarnings("NullAway.Init") // set before each test
  private EnvFile seeds;

  @BeforeEach
  void serve() throws IOException {
    seeds = new EnvFile(folder.resolve("seeds.env"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/core/v5/hooks/endpoints",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(200, LISTING.length);
          exchange.getResponseBody().write(LISTING);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private InboxEndpoint endpoint() {
    URI at = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new InboxEndpoint(new Api(at), Api.Caller.key("sk"), seeds);
  }

  @Test
  void theFirstIsPlantedAndAskedForNeverAgain() {
    assertThat(endpoint().isActive(8086)).isFalse();
    assertThat(endpoint().replaces(8086)).isEmpty();
    seeds.put("ENDPOINT_ID_8086", "we_active");
    assertThat(endpoint().isActive(8086)).isTrue();
    assertThat(endpoint().left(8086)).isEmpty();
    assertThat(asked).hasValue(0);
  }

  @Test
  void anInboxThatMovesLeavesTheActiveEndpointsBehind() {
    seeds.put("ENDPOINT_ID_8086", "we_active");
    assertThat(endpoint().isActive(11_086)).isFalse();
    assertThat(endpoint().left(11_086)).containsExactly(8086);
    seeds.put("ENDPOINT_ID_8186", "we_disabled");
    assertThat(endpoint().left(11_086)).containsExactly(8086);
  }

  @Test
  void anInboxThatComesBackIsPlantedAnewUnderAnotherKey() {
    seeds.put("ENDPOINT_ID_8086", "we_disabled");
    seeds.put("ENDPOINT_ID_11086", "we_active");
    assertThat(endpoint().isActive(8086)).isFalse();
    assertThat(endpoint().replaces(8086)).isEqualTo("-after-we_disabled");
  }
}
