package dev.connectpos.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.notification.application.Fact;
import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.HookId;
import dev.connectpos.notification.domain.HookType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EnvelopeJsonTest {
  private static final Fact FACT =
      new Fact(
          new UUID(1, 2),
          HookType.CHARGE_PAID,
          new AccountId("acc_1"),
          Optional.of("or_1"),
          3,
          Instant.parse("2026-01-18T21:22:22.951755Z"),
          "corr",
          null,
          "{ \"id\":\"ch_1\",\"amount\":1990 }");

  @Test
  void putsTheResourceInVerbatim() {
    assertThat(text(Optional.of("Padaria \"Pão & Cia\"")))
        .isEqualTo(
            "{\"id\":\"hook_1\",\"account\":{\"id\":\"acc_1\",\"name\":\"Padaria \\\"Pão & Cia\\\"\"},"
                + "\"type\":\"charge.paid\",\"created_at\":\"2026-01-18T21:22:22.951755Z\","
                + "\"sequence\":3,\"data\":{ \"id\":\"ch_1\",\"amount\":1990 }}");
  }

  @Test
  void writesNullForANameThatHasNotArrived() {
    assertThat(text(Optional.empty())).contains("\"account\":{\"id\":\"acc_1\",\"name\":null}");
  }

  private static String text(Optional<String> name) {
    return new String(
        new EnvelopeJson().render(new HookId("hook_1"), name, FACT), StandardCharsets.UTF_8);
  }
}
