package dev.connectpos.e2e.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectpos.dukpt.BaseDerivationKey;
import dev.connectpos.dukpt.EncryptedCard;
import dev.connectpos.dukpt.InitialKey;
import dev.connectpos.dukpt.InitialKeyId;
import dev.connectpos.dukpt.TransactionCounter;
import dev.connectpos.dukpt.WorkingKeys;
import dev.connectpos.e2e.Exchange;
import dev.connectpos.e2e.Shop;
import dev.connectpos.emulator.Card;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A server to be tried, and what it takes: terminals paired with it, a PDV, cards. */
final class ServerBench implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * The server.
   *
   * @param address {@code http://host:port}
   * @param admin operator's token
   * @param account whose terminals are tried
   * @param pdv value of {@code Authorization} of the account's PDV; without it no order is placed
   * @param bdk test base derivation key; without it no card is read
   */
  record Subject(
      URI address, String admin, String account, @Nullable String pdv, @Nullable String bdk) {}

  private final Subject subject;
  private final Exchange http;
  private final AtomicLong numbers = new AtomicLong(RANDOM.nextInt(1_000_000));
  private final ConcurrentLinkedQueue<Device> free = new ConcurrentLinkedQueue<>();

  ServerBench(Subject subject) {
    this.subject = subject;
    this.http = new Exchange(subject.address);
  }

  URI address() {
    return subject.address;
  }

  /** A pairing as the server answered it. */
  record Pairing(String serial, String id, String code, String secret) {}

  /** A paired terminal. */
  final class Device {
    final String serial;
    final String id;
    private String credential;
    private final InitialKeyId keyId;
    private long counter;
    private final List<String> orders = new ArrayList<>();

    private Device(String serial, String id, String credential) {
      this.serial = serial;
      this.id = id;
      this.credential = credential;
      byte[] key = new byte[8];
      RANDOM.nextBytes(key);
      this.keyId = new InitialKeyId(HexFormat.of().formatHex(key));
    }

    String credential() {
      return credential;
    }

    Probe open() {
      return Probe.open(Probe.Asking.bearer(subject.address, credential));
    }

    /** A session past its welcome. */
    Probe connect() {
      Probe probe = open();
      probe.hello();
      return probe;
    }

    private boolean isIdle() {
      try (Probe probe = open()) {
        JsonNode welcome = probe.hello();
        return !welcome.has("order") && !welcome.has("payment");
      }
    }

    /** A key of the terminal's own that was not used before. */
    String key() {
      return String.format(
          Locale.ROOT, "%s-1.0.0-%06d-%04d", serial, numbers.incrementAndGet() % 1_000_000, 1);
    }

    /** Proves that nothing more has come. */
    void quiet(Probe probe) {
      probe.quiet(key());
    }

    /** Places a direct order for this terminal. */
    String direct(long amount) {
      return place(Shop.direct("P" + numbers.incrementAndGet(), amount, serial));
    }

    /** Places a listed order for this terminal. */
    String listed(String code, long amount) {
      return place(Shop.without(Shop.direct(code, amount, serial), "payment_setup"));
    }

    private String place(Map<String, Object> order) {
      var answer =
          Awaitility.await()
              .atMost(Duration.ofSeconds(60))
              .until(
                  () -> call("POST", "/core/v5/orders", pdv(), order), one -> one.status() != 422);
      assertThat(answer.status()).as("%s", answer).isEqualTo(200);
      String order1 = answer.json().path("id").asText();
      orders.add(order1);
      return order1;
    }

    /** The PDV closes an order. */
    void closeOrder(String order, String status) {
      var answer =
          call("PATCH", "/core/v5/orders/" + order + "/closed", pdv(), Map.of("status", status));
      assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    /** A frame that starts a payment of an order, or of none. */
    String start(Sale sale, Card card) {
      return frame(sale, seal(sale.key, card));
    }

    private String frame(Sale sale, String card) {
      String order = sale.order == null ? "" : "'order_id':'" + sale.order + "',";
      return "{'type':'"
          + (sale.order == null ? "sale.start" : "payment.start")
          + "',"
          + order
          + "'attempt_id':'"
          + sale.key
          + "','amount_minor':"
          + sale.amount
          + ",'currency':'BRL','payment_type':'credit','installments':1,"
          + "'installment_type':'merchant','entry_mode':'chip','card':"
          + card
          + "}";
    }

    /** The card, sealed for one key of the terminal. */
    String seal(String key, Card card) {
      String bdk = subject.bdk;
      if (bdk == null) {
        throw new Rule.Skipped("no base derivation key was given (connect.protocol.bdk)");
      }
      counter = TransactionCounter.after(counter).value();
      try (var base = BaseDerivationKey.ofHex(bdk);
          InitialKey initial = InitialKey.derive(base, keyId);
          WorkingKeys keys = initial.workingKeys(new TransactionCounter(counter))) {
        byte[] contents =
            JSON.writeValueAsBytes(
                Map.of(
                    "pan", card.pan(),
                    "expiry", card.expiry(),
                    "holder_name", card.holderName(),
                    "service_code", card.serviceCode()));
        EncryptedCard sealed = EncryptedCard.seal(keys, contents, key, RANDOM);
        return JSON.writeValueAsString(
            Map.of("ksn", sealed.ksn(), "iv", sealed.iv(), "data", sealed.data()));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Pairs it anew; its former credential is void. */
    void pairAgain() {
      credential = credentialOf(begin(serial));
    }
  }

  /** What a start says; an order of null is a standalone sale. */
  record Sale(@Nullable String order, String key, long amount) {}

  /** What a rule does with a terminal. */
  interface Use {
    /** Uses it. */
    void with(Device device) throws Exception;
  }

  /** Lends a terminal; afterwards its orders are taken away and another rule may have it. */
  void terminal(Use use) throws Exception {
    Device known = free.poll();
    Device device = known == null ? fresh() : known;
    use.with(device);
    if (!device.orders.isEmpty()) {
      // Until that has reached the terminal, its next rule would be welcomed with them.
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isCleared(device));
    }
    device.orders.clear();
    free.add(device);
  }

  private boolean isCleared(Device device) {
    for (String order : device.orders) {
      // Refused of those that are paid, and of one whose payment is not decided yet.
      var _ =
          call(
              "PATCH", "/core/v5/orders/" + order + "/closed", pdv(), Map.of("status", "canceled"));
    }
    return device.isIdle();
  }

  /** A terminal that no other rule has. */
  Device fresh() {
    Pairing pairing = begin(newSerial());
    String credential = credentialOf(pairing);
    String id = credential.substring(0, Math.max(0, credential.indexOf('.')));
    return new Device(pairing.serial, ids.getOrDefault(pairing.serial, id), credential);
  }

  private final Map<String, String> ids = new ConcurrentHashMap<>();

  String newSerial() {
    return String.format(Locale.ROOT, "KIT%07d", numbers.incrementAndGet());
  }

  /** Step 1 of the pairing; when too many were begun within the minute, later. */
  Pairing begin(String serial) {
    var answer =
        Awaitility.await()
            .atMost(Duration.ofSeconds(90))
            .pollInterval(Duration.ofSeconds(1))
            .pollDelay(Duration.ZERO)
            .until(() -> beginNow(serial, "EMULATOR"), one -> one.status() != 429);
    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    JsonNode body = answer.json();
    return new Pairing(
        serial,
        body.path("pairing_id").asText(),
        body.path("code").asText(),
        body.path("pairing_secret").asText());
  }

  Exchange.Answer beginNow(String serial, String model) {
    return call(
        "POST",
        "/terminal/v1/pairings",
        null,
        Map.of("serial_number", serial, "model", model, "app_version", "1.0.0"));
  }

  /** Step 2: an operator claims the code. */
  Exchange.Answer claim(String code) {
    return claim(code, admin());
  }

  Exchange.Answer claim(String code, String authorization) {
    return call(
        "POST",
        "/terminal/v1/terminals",
        authorization,
        Map.of("account_id", subject.account, "pairing_code", code, "mode", "direct"));
  }

  /** Step 3: how far it is. */
  Exchange.Answer progress(Pairing pairing, String secret) {
    return call("GET", "/terminal/v1/pairings/" + pairing.id, "Bearer " + secret, null);
  }

  private String credentialOf(Pairing pairing) {
    var claimed =
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> claim(pairing.code), one -> one.status() != 404);
    assertThat(claimed.status()).as("%s", claimed).isEqualTo(201);
    ids.put(pairing.serial, claimed.json().path("id").asText());
    var answer = progress(pairing, pairing.secret);
    assertThat(answer.json().path("status").asText()).as("%s", answer).isEqualTo("paired");
    return answer.json().path("device_credential").asText();
  }

  /** The PDV has a picture printed with an order of the terminal. */
  void print(Device device) throws IOException {
    String printing = "/terminal/v1/accounts/" + subject.account + "/printing";
    assertThat(operator("PUT", printing, Map.of("enabled", true)).status()).isEqualTo(200);
    String code = "P" + numbers.incrementAndGet();
    String order =
        device.place(Shop.with(Shop.direct(code, 100, device.serial), "print_order_receipt", true));
    var picture = new BufferedImage(384, 48, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < picture.getWidth(); x++) {
      for (int y = 0; y < picture.getHeight(); y++) {
        picture.setRGB(x, y, RANDOM.nextInt()); // So that it does not fit into one part.
      }
    }
    var png = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", png);
    Map<String, Object> document =
        Map.of(
            "type",
            "NFE",
            "size_v",
            48,
            "size_h",
            384,
            "format",
            "png",
            "content",
            Base64.getEncoder().encodeToString(png.toByteArray()));
    String path = "/posconnect/v1/orders/" + order + "/prints";
    String key = "kit-print-" + numbers.incrementAndGet() + RANDOM.nextLong();
    var answer =
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> call("POST", path, pdv(), document, key),
                one -> one.status() != 503 && one.status() != 404);
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
  }

  /** An operator's call. */
  Exchange.Answer operator(String method, String path, @Nullable Map<String, ?> body) {
    return call(method, path, admin(), body);
  }

  /** A call of the PDV. */
  Exchange.Answer asPdv(String method, String path, @Nullable Map<String, ?> body) {
    return call(method, path, pdv(), body);
  }

  String account() {
    return subject.account;
  }

  private String admin() {
    return "Bearer " + subject.admin;
  }

  private String pdv() {
    if (subject.pdv == null) {
      throw new Rule.Skipped("no key of a PDV was given (connect.protocol.pdv)");
    }
    return subject.pdv;
  }

  private Exchange.Answer call(
      String method, String path, @Nullable String who, @Nullable Map<String, ?> body) {
    String key = "kit-" + numbers.incrementAndGet() + RANDOM.nextLong();
    return call(method, path, who, body, method.equals("GET") ? null : key);
  }

  private Exchange.Answer call(
      String method,
      String path,
      @Nullable String who,
      @Nullable Map<String, ?> body,
      @Nullable String key) {
    try {
      return http.send(
          new Exchange.Request(
              method, path, who, key, body == null ? null : JSON.writeValueAsString(body)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
