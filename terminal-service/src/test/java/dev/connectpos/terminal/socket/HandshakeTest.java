package dev.connectpos.terminal.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeTest {
  private static final String PROTOCOLS = "Sec-WebSocket-Protocol";

  @Test
  void aTerminalNamesItsCredentialInTheHeader() {
    var handshake =
        of(Map.of("Authorization", "Bearer term_1.secret", PROTOCOLS, "connect-terminal.v1"));
    assertThat(handshake.credential()).isEqualTo("term_1.secret");
    assertThat(handshake.byPage()).isFalse();
    assertThat(handshake.isOfTrustedPage("https://connect.example", List.of())).isTrue();
  }

  @Test
  void aPageNamesItAsTheSecondSubprotocol() {
    var handshake = of(Map.of(PROTOCOLS, "connect-terminal.v1, bearer.term_1.secret"));
    assertThat(handshake.credential()).isEqualTo("term_1.secret");
    assertThat(handshake.byPage()).isTrue();
    assertThat(handshake.protocols()).containsExactly("connect-terminal.v1");
    assertThat(handshake.toString()).doesNotContain("secret");
  }

  @Test
  void theHeaderAloneCountsWhereBothAreGiven() {
    var handshake =
        of(
            Map.of(
                "Authorization",
                "Bearer term_1.header",
                PROTOCOLS,
                "connect-terminal.v1, bearer.term_2.page"));
    assertThat(handshake.credential()).isEqualTo("term_1.header");
    assertThat(handshake.byPage()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bearer.term_1.secret, connect-terminal.v1",
        "connect-terminal.v1",
        "connect-terminal.v1, other, bearer.term_1.secret",
        "connect-terminal.v1, term_1.secret",
        "bearer.term_1.secret"
      })
  void anythingElseIsNoCredential(String protocols) {
    assertThat(of(Map.of(PROTOCOLS, protocols)).credential()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://connect.example, true",
    "HTTPS://Connect.example, true",
    "https://pos.example, true",
    "http://connect.example, false",
    "https://connect.example:8443, false",
    "https://connect.example.evil.example, false",
    "null, false",
    "'', false"
  })
  void onlyPagesOfOursOrOfAListedOriginAreTrusted(String origin, boolean trusted) {
    var handshake =
        of(Map.of(PROTOCOLS, "connect-terminal.v1, bearer.term_1.secret", "Origin", origin));
    assertThat(handshake.isOfTrustedPage("https://connect.example", List.of("https://pos.example")))
        .isEqualTo(trusted);
  }

  @Test
  void aPageThatNamesNoOriginIsRefused() {
    var handshake = of(Map.of(PROTOCOLS, "connect-terminal.v1, bearer.term_1.secret"));
    assertThat(handshake.isOfTrustedPage("https://connect.example", List.of())).isFalse();
  }

  private static Handshake of(Map<String, String> headers) {
    return Handshake.of(name -> headers.containsKey(name) ? List.of(headers.get(name)) : List.of());
  }
}
