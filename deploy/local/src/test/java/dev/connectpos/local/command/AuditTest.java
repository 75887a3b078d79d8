package dev.connectpos.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.connectpos.local.home.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator is told, and with which exit code. */
final class AuditTest {
  private static final String GOOD =
      "{\"read\":10,\"all\":10}\n{\"agrees\":true,\"whole_log\":true,\"payments\":5,\"differences\":0}\n";

  private final StringWriter said = new StringWriter();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    answer("/orders/v1/invariants", 200, "{\"data\":[" + invariant(0) + "]}");
    answer("/acquirer/v1/invariants", 200, "{\"data\":[]}");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void allAsItShouldBe() {
    answer("/acquirer/v1/audits", 200, GOOD);
    assertThat(run()).isZero();
    assertThat(said.toString())
        .contains(
            "10 of 10 messages", "5 payments", "kept     1  a sentence", "All as it should be.");
  }

  @Test
  void eachDifferenceIsTold() {
    answer(
        "/acquirer/v1/audits",
        200,
        "{\"difference\":\"receivable: one\"}\n{\"agrees\":false,\"whole_log\":true,\"differences\":1}\n");
    assertThat(run()).isEqualTo(1);
    assertThat(said.toString()).contains("receivable: one", "1 differences", "Not all");
  }

  @Test
  void aLogWithoutItsBeginningProvesNothing() {
    answer("/acquirer/v1/audits", 200, "{\"agrees\":true,\"whole_log\":false,\"before_log\":7}\n");
    assertThat(run()).isEqualTo(1);
    assertThat(said.toString()).contains("lost its beginning: 7 payments");
  }

  @Test
  void aBrokenInvariantIsNotAsItShouldBe() {
    answer("/acquirer/v1/audits", 200, GOOD);
    server.removeContext("/orders/v1/invariants");
    answer("/orders/v1/invariants", 200, "{\"data\":[" + invariant(2) + "]}");
    assertThat(run()).isEqualTo(1);
    assertThat(said.toString()).contains("broken   1  a sentence", "or_1");
  }

  @Test
  void anAnswerThatBreaksOffIsAFailure() {
    answer("/acquirer/v1/audits", 200, "{\"read\":10,\"all\":10}\n");
    assertThatThrownBy(this::run).isInstanceOf(Failure.class).hasMessageContaining("broke off");
  }

  @Test
  void anAuditThatRunsAlreadyIsAFailure() {
    answer(
        "/acquirer/v1/audits",
        200,
        "{\"code\":\"audit_running\",\"message\":\"another audit is running\"}\n");
    assertThatThrownBy(this::run)
        .isInstanceOf(Failure.class)
        .hasMessage("another audit is running");
  }

  @Test
  void aWrongTokenIsAFailure() {
    answer("/acquirer/v1/audits", 401, "{}");
    assertThatThrownBy(this::run).isInstanceOf(Failure.class).hasMessageContaining("401");
  }

  private int run() {
    var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new Audit().run(base, "token", new PrintWriter(said));
  }

  private static String invariant(int violations) {
    return "{\"number\":1,\"sentence\":\"a sentence\",\"violations\":"
        + violations
        + ",\"examples\":[\"or_1\"],\"checked_at\":\"2026-11-25T12:00:00Z\"}";
  }

  private void answer(String path, int status, String body) {
    server.createContext(
        path,
        call -> {
          byte[] bytes = body.getBytes(UTF_8);
          call.sendResponseHeaders(status, bytes.length);
          call.getResponseBody().write(bytes);
          call.close();
        });
  }
}
