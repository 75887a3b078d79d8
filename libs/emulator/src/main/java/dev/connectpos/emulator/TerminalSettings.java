package dev.connectpos.emulator;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How a terminal behaves towards the server.
 *
 * @param server base URL of the edge or of terminal-service, http or https
 * @param appVersion the terminal application's version, part of every attempt id
 * @param reconnectMin the first wait before connecting again
 * @param reconnectMax the longest wait before connecting again
 * @param askAgainAfter how long an open attempt may stay without news before the terminal asks
 * @param showAgainAfter how long "Desfeito" stays before the order is shown again, to be paid again
 * @param merchantName printed on slips, if known
 * @param zone the merchant's, for slips
 */
public record TerminalSettings(
    URI server,
    String appVersion,
    Duration reconnectMin,
    Duration reconnectMax,
    Duration askAgainAfter,
    Duration showAgainAfter,
    @Nullable String merchantName,
    ZoneId zone) {

  /** What a terminal in a Brazilian shop does. */
  public static TerminalSettings of(URI server) {
    return new TerminalSettings(
        server,
        "1.0.0",
        Duration.ofMillis(250),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofSeconds(2),
        null,
        ZoneId.of("America/Sao_Paulo"));
  }

  /** The same with other waits before connecting again. */
  public TerminalSettings withReconnect(Duration min, Duration max) {
    return new TerminalSettings(
        server, appVersion, min, max, askAgainAfter, showAgainAfter, merchantName, zone);
  }

  /** The same, asking for news of an open attempt after another time. */
  public TerminalSettings withAskAgainAfter(Duration time) {
    return new TerminalSettings(
        server, appVersion, reconnectMin, reconnectMax, time, showAgainAfter, merchantName, zone);
  }

  /** The same, showing an order again at another time after its payment was undone. */
  public TerminalSettings withShowAgainAfter(Duration time) {
    return new TerminalSettings(
        server, appVersion, reconnectMin, reconnectMax, askAgainAfter, time, merchantName, zone);
  }

  /** The same with the merchant's name on the slips. */
  public TerminalSettings withMerchantName(String name) {
    return new TerminalSettings(
        server, appVersion, reconnectMin, reconnectMax, askAgainAfter, showAgainAfter, name, zone);
  }

  URI pairings() {
    return path("/terminal/v1/pairings");
  }

  URI pairing(String id) {
    return path("/terminal/v1/pairings/" + id);
  }

  URI connect() {
    String http = path("/terminal/v1/connect").toString();
    return URI.create(http.replaceFirst("^http", "ws"));
  }

  private URI path(String path) {
    return URI.create(server.toString().replaceFirst("/$", "") + path);
  }
}
