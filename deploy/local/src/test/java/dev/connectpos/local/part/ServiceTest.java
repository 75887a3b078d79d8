package dev.connectpos.local.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.local.home.Home;
import dev.connectpos.local.home.Installation;
import dev.connectpos.local.home.Ports;
import dev.connectpos.local.home.Secrets;
import dev.connectpos.local.home.ServiceName;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTest {

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  private Map<String, String> environment(ServiceName name) {
    var home = new Home(folder.resolve("home"));
    home.prepare();
    var context =
        new Service.Context(new Installation(folder), home, new Ports(0), new Secrets(home));
    return new Service(name, 1, context, Map.of("FURTHER", "yes")).environment();
  }

  @Test
  void aSandboxHasATestClockAndDeliversToThisMachine() {
    for (ServiceName service : ServiceName.values()) {
      assertThat(environment(service)).containsEntry("CONNECT_TEST_CLOCK", "true");
    }
    assertThat(environment(ServiceName.NOTIFICATION))
        .containsEntry("CONNECT_WEBHOOK_PRIVATE_TARGETS", "true");
  }

  @Test
  void aSecretGoesOnlyToThoseWhoNeedIt() {
    assertThat(environment(ServiceName.ORDER))
        .containsEntry("FURTHER", "yes")
        .doesNotContainKeys("CONNECT_BDK", "CONNECT_CARD_TOKEN_KEY", "CONNECT_SECRETS_KEY");
    assertThat(environment(ServiceName.NOTIFICATION))
        .doesNotContainKeys(
            "CONNECT_BDK",
            "CONNECT_INTERNAL_TOKEN",
            "CONNECT_CARD_TOKEN_KEY",
            "CONNECT_VAULT_KEYS");
    assertThat(environment(ServiceName.ACQUIRER).get("CONNECT_VAULT_KEYS"))
        .matches("local:[0-9a-f]{64}");
  }
}
