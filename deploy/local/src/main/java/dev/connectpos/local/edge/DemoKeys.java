package dev.connectpos.local.edge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.connectpos.local.home.EnvFile;
import dev.connectpos.local.home.Home;
import java.util.Optional;

/**
 * What the console of this machine signs in with: the keys of the demo account, which {@code
 * demo.env} has for the shell. No service gives keys away.
 */
public final class DemoKeys {
  private final Home home;

  /**
   * @param home whose demo account it is
   */
  public DemoKeys(Home home) {
    this.home = home;
  }

  /** The keys as JSON; empty until the account has been made. */
  Optional<String> known() {
    var env = new EnvFile(home.demoEnv());
    String secretKey = env.get("SECRET_KEY");
    String accountId = env.get("ACCOUNT_ID");
    String adminToken = env.get("ADMIN_TOKEN");
    if (secretKey == null || accountId == null || adminToken == null) {
      return Optional.empty();
    }
    return Optional.of(
        JsonNodeFactory.instance
            .objectNode()
            .put("account_id", accountId)
            .put("secret_key", secretKey)
            .put("admin_token", adminToken)
            .toString());
  }
}
