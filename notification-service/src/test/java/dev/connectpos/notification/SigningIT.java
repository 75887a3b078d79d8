package dev.connectpos.notification;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.notification.Receiver.Received;
import dev.connectpos.notification.application.SigningKeys;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signatures that need no shared secret, verified with nothing but what is published. */
@QuarkusTest
@TestProfile(TestSpeed.class)
@WithTestResource(Backends.class)
class SigningIT {
  private static final Pattern ASYMMETRIC =
      Pattern.compile("alg=RS256; kid=([^;]+); signature=([A-Za-z0-9_-]+)");

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "connect.schema-registry.url")
  String registry;

  @Inject DataSource database;
  @Inject SigningKeys keys;

  private Facts facts;
  private Receiver receiver;

  @BeforeEach
  void begin() {
    facts = new Facts(kafka, registry);
    receiver = new Receiver();
  }

  @AfterEach
  void end() {
    receiver.close();
    facts.close();
  }

  @Test
  void theIncumbentsHeaderVerifiesOverTheRawBodyWithThePublishedKey() throws Exception {
    Received received = received();
    var header = received.headers().firstValue("X-Webhook-Asymmetric-Signature").orElseThrow();
    var parts = ASYMMETRIC.matcher(header);
    assertThat(parts.matches()).isTrue();

    Map<String, String> key =
        jwks().stream()
            .filter(it -> parts.group(1).equals(it.get("kid")))
            .findFirst()
            .orElseThrow();
    assertThat(key).containsEntry("kty", "RSA").containsEntry("use", "sig");
    byte[] signature = Base64.getUrlDecoder().decode(parts.group(2));
    assertThat(rsa(key, received.body(), signature)).isTrue();
    assertThat(rsa(key, received.body().replace("1990", "1"), signature)).isFalse();
  }

  @Test
  void ed25519VerifiesOverIdTimestampAndBody() throws Exception {
    Received received = received();
    String id = received.id();
    String timestamp = received.headers().firstValue("webhook-timestamp").orElseThrow();
    byte[] signature = standard(received).getFirst();
    Map<String, String> key =
        jwks().stream().filter(it -> "OKP".equals(it.get("kty"))).findFirst().orElseThrow();

    assertThat(ed25519(key, id + "." + timestamp + "." + received.body(), signature)).isTrue();
    assertThat(ed25519(key, id + "." + timestamp + "." + received.body() + " ", signature))
        .isFalse();
    assertThat(
            ed25519(
                key,
                id + "." + (Long.parseLong(timestamp) - 3600) + "." + received.body(),
                signature))
        .isFalse();
  }

  @Test
  void aSuccessorIsPublishedBeforeItSignsAndItsPredecessorForAWhileAfter() throws Exception {
    var _ = received();
    List<String> before = kids();
    assertThat(before).hasSize(2);
    keys.rotate();
    assertThat(kids()).isEqualTo(before);

    run("UPDATE signing_key SET active_from = active_from - interval '366 days'");
    keys.rotate();
    keys.rotate();
    assertThat(kids()).hasSize(4).containsAll(before);
    assertThat(signers(received())).allMatch(before::contains);

    run("UPDATE signing_key SET expires_at = now() - interval '1 s' WHERE expires_at IS NOT NULL");
    run("UPDATE signing_key SET active_from = now()");
    assertThat(kids()).hasSize(2).doesNotContainAnyElementsOf(before);
    keys.rotate();
    assertThat(count("SELECT count(*) FROM signing_key")).isEqualTo(2);
  }

  @Test
  void thePrivateHalvesLieSealed() throws Exception {
    var _ = received();
    assertThat(
            count(
                "SELECT count(*) FROM signing_key WHERE get_byte(sealed_private, 0) <> 1"
                    + " OR length(sealed_private) < 60"))
        .isZero();
    assertThat(RestAssured.get("/.well-known/jwks.json").asString()).doesNotContain("\"d\"");
  }

  private List<String> signers(Received received) {
    var parts =
        ASYMMETRIC.matcher(
            received.headers().firstValue("X-Webhook-Asymmetric-Signature").orElseThrow());
    return parts.results().map(it -> it.group(1)).toList();
  }

  private Received received() {
    var pdv = Pdv.known(facts, "Loja");
    pdv.register(receiver.url());
    int before = receiver.received().size();
    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_sign", 1);
    await().atMost(Duration.ofSeconds(20)).until(() -> receiver.received().size() > before);
    return receiver.received().getLast();
  }

  private static List<byte[]> standard(Received received) {
    String header = received.headers().firstValue("webhook-signature").orElseThrow();
    assertThat(header).startsWith("v1,");
    return Arrays.stream(header.split(" "))
        .filter(part -> part.startsWith("v1a,"))
        .map(part -> Base64.getDecoder().decode(part.substring(4)))
        .toList();
  }

  private static List<Map<String, String>> jwks() {
    return RestAssured.get("/.well-known/jwks.json").then().statusCode(200).extract().path("keys");
  }

  private static List<String> kids() {
    return jwks().stream().map(key -> key.get("kid")).toList();
  }

  private static boolean rsa(Map<String, String> key, String body, byte[] signature)
      throws GeneralSecurityException {
    var verifier = Signature.getInstance("SHA256withRSA");
    var spec = new RSAPublicKeySpec(number(key, "n"), number(key, "e"));
    verifier.initVerify(KeyFactory.getInstance("RSA").generatePublic(spec));
    verifier.update(body.getBytes(StandardCharsets.UTF_8));
    return verifier.verify(signature);
  }

  private static boolean ed25519(Map<String, String> key, String content, byte[] signature)
      throws GeneralSecurityException {
    byte[] head = HexFormat.of().parseHex("302a300506032b6570032100");
    byte[] raw = Base64.getUrlDecoder().decode(key.get("x"));
    byte[] encoded = Arrays.copyOf(head, head.length + raw.length);
    System.arraycopy(raw, 0, encoded, head.length, raw.length);
    var verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    verifier.update(content.getBytes(StandardCharsets.UTF_8));
    return verifier.verify(signature);
  }

  private static BigInteger number(Map<String, String> key, String member) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(requireNonNull(key.get(member))));
  }

  private long count(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void run(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
