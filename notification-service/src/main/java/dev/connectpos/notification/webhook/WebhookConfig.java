package dev.connectpos.notification.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a request to an endpoint is made. */
@ConfigMapping(prefix = "connect.webhook")
public interface WebhookConfig {

  /**
   * From the first byte of connecting to the last byte of the answer that we read. The lease is
   * thrice as long, so that a late answer finds its attempt.
   */
  @WithDefault("10S")
  Duration timeout();

  /**
   * Whether webhooks may go to loopback and private addresses, and to any port: for tills on the
   * LAN of a service that its merchant runs. Never where strangers have accounts.
   */
  @WithDefault("false")
  boolean privateTargets();

  /** How receivers and their firewalls know us. */
  @WithDefault("Connect-Webhooks/1")
  String userAgent();
}
