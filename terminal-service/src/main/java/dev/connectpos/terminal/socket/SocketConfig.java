package dev.connectpos.terminal.socket;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Times and limits of the terminals' sockets. */
@ConfigMapping(prefix = "connect.socket")
public interface SocketConfig {
  /** Silence between pings; three times that without a frame ends the session. */
  Duration heartbeat();

  /** How long a socket may be open without a hello. */
  Duration helloTimeout();

  /** How often time is looked at, and changes by other replicas are looked for. */
  Duration tick();

  /** How many frames may wait for a terminal that does not read. */
  int maxWaitingFrames();

  /** How many frames that break the protocol are answered before the socket is closed. */
  int maxMalformedFrames();

  /** Origins whose pages may open sockets, beside the server's own: {@code https://pos.example}. */
  Optional<List<String>> origins();
}
