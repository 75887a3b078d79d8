package dev.connectpos.notification.bootstrap;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the key pairs that sign webhooks follow each other. */
@ConfigMapping(prefix = "connect.signing")
interface SigningConfig {

  /** How long a key signs before it gets a successor. */
  @WithDefault("8760H")
  Duration rotateAfter();

  /** How long a successor is published before it signs: receivers keep the set for a while. */
  @WithDefault("24H")
  Duration lead();

  /** How long the predecessor is published after that, and ed25519 signed with beside it. */
  @WithDefault("720H")
  Duration overlap();

  /** How long a replica signs with the keys it has read: far less than the lead. */
  @WithDefault("1M")
  Duration refresh();
}
