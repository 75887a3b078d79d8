package dev.connectpos.order;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the incumbent's clients really send, byte for byte, is understood or refused in JSON. */
@QuarkusTest
@WithTestResource(Backends.class)
class LenientInputIT {
  private EventLog log;
  private Merchant merchant;

  @BeforeEach
  void openShop() {
    log = new EventLog();
    merchant = Merchant.open(log);
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void queriesOfAmpersandsAndPathsInAnyCase() throws IOException {
    answered(200, "GET /Core/V5/ORDERS/?&&& HTTP/1.1", "");
    answered(200, "GET /core/v5/orders?page=1&size=10&code=&status=&created_since= HTTP/1.1", "");
    answered(200, "GET //core/v5//Charges/Summary/ HTTP/1.1", "");
    answered(200, "GET /core/v5/orders?created_since=2026-11-23T14:03+00:00&PAGE=1 HTTP/1.1", "");
  }

  @Test
  void bodiesWithAnyCharsetAndNoBodyWithAContentType() throws IOException {
    var order = merchant.order(1990);
    answered(
        200,
        "POST /core/v5/orders HTTP/1.1",
        "Content-Type: application/json; charset=utf-8\r\nContent-Length: "
            + order.getBytes(UTF_8).length
            + "\r\n\r\n"
            + order);
    var id = merchant.placed(1990);
    // Asked to close as paid, which it is not: the call is understood.
    answered(
        412,
        "PATCH /core/v5/Orders/" + id + "/Closed/ HTTP/1.1",
        "Content-Type: application/json\r\nContent-Length: 0\r\n");
  }

  @Test
  void theOlderFormOfATerminalsOrder() {
    merchant
        .place(
            """
            {"customer": {"name": "Mesa 3", "email": null, "document": "", "phones": null},
             "items": [{"Amount": "1990", "description": "Prato", "quantity": "1"}],
             "closed": "false", "payments": [],
             "metadata": {"terminals": "{\\"SerialNumbers\\":[\\"%s\\"]}",
               "transactionType": "Debit", "printOrderReceipt": "FALSE"}}
            """
                .formatted(merchant.serial()))
        .then()
        .statusCode(200)
        .body("poi_payment_settings.devices_serial_number[0]", equalTo(merchant.serial()))
        .body("poi_payment_settings.payment_setup.type", equalTo("debit"))
        .body("metadata.transactionType", equalTo("Debit"));
  }

  @Test
  void whatIsNoRequestIsRefusedInJsonToo() throws IOException {
    answered(404, "GET /core/v5/nothing HTTP/1.1", "");
    answered(404, "GET /nowhere HTTP/1.1", "");
    answered(405, "DELETE /core/v5/orders HTTP/1.1", "Content-Length: 0\r\n");
    answered(
        415,
        "POST /core/v5/orders HTTP/1.1",
        "Content-Type: text/xml\r\nContent-Length: 4\r\n\r\n<a/>");
    answered(
        400,
        "POST /core/v5/orders HTTP/1.1",
        "Content-Type: application/json\r\nContent-Length: 1\r\n\r\n{");
  }

  private void answered(int status, String request, String rest) throws IOException {
    var answer = send(request, rest);
    assertThat(answer).as(request).startsWith("HTTP/1.1 " + status + " ");
    int body = answer.indexOf("\r\n\r\n");
    assertThat(answer.substring(0, body))
        .as(request)
        .containsIgnoringCase("content-type: application/json");
    assertThat(answer.substring(body + 4)).as(request).startsWith("{");
  }

  private String send(String request, String rest) throws IOException {
    var key = Base64.getEncoder().encodeToString((merchant.key() + ":any").getBytes(UTF_8));
    var head =
        request
            + "\r\nHost: pos.example.com\r\nConnection: close\r\nAuthorization: Basic "
            + key
            + "\r\n";
    try (var socket = new Socket("localhost", RestAssured.port)) {
      var text = head + rest + (rest.contains("\r\n\r\n") ? "" : "\r\n");
      socket.getOutputStream().write(text.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
