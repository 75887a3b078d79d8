package dev.connectpos.terminal.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;

class Pbkdf2Test {
  private final Pbkdf2 passwords = new Pbkdf2(new RandomIds(Clock.systemUTC()));

  @Test
  void hashKnowsItsPasswordAndNoOther() {
    String hash = passwords.hash("12345678");
    assertThat(passwords.matches("12345678", hash)).isTrue();
    assertThat(passwords.matches("12345679", hash)).isFalse();
    assertThat(hash).doesNotContain("12345678").startsWith("pbkdf2-sha256$210000$");
  }

  @Test
  void samePasswordHasAnotherHashEveryTime() {
    assertThat(passwords.hash("1234")).isNotEqualTo(passwords.hash("1234"));
  }
}
