package dev.connectpos.notification.bootstrap;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How event streams are kept. */
@ConfigMapping(prefix = "connect.stream")
interface StreamConfig {

  /** Something is written at least this often: proxies and clients end what is silent. */
  @WithDefault("15S")
  Duration heartbeat();

  /** A client that takes nothing of a full buffer for this long is cut off; it may resume. */
  @WithDefault("10S")
  Duration patience();

  /** Most streams of one account, per replica. */
  @WithDefault("8")
  int perAccount();

  /** Most streams in all, per replica: each holds a thread and a buffer of 64 KiB at most. */
  @WithDefault("1000")
  int total();
}
