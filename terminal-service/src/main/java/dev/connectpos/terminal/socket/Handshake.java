package dev.connectpos.terminal.socket;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What an upgrade request says of itself. A terminal names its credential in {@code Authorization}.
 * A page in a browser cannot set that header on a web socket, so it names it as a second
 * subprotocol, {@code bearer.<credential>}; the server answers with the first and never repeats the
 * second. Neither is in the address, which logs and histories keep.
 *
 * @param credential the device credential; empty if there is none
 * @param protocols the subprotocols offered, the credential aside
 * @param byPage whether the credential came as a subprotocol, and the origin has to be looked at
 * @param origin whose page asks; empty if no browser said so
 */
record Handshake(String credential, List<String> protocols, boolean byPage, String origin) {
  private static final String BEARER = "Bearer ";
  private static final String PAGE_BEARER = "bearer.";

  /**
   * @param headers all values of a header by its name, none if it is absent
   */
  static Handshake of(Function<String, List<String>> headers) {
    List<String> offered =
        headers.apply("Sec-WebSocket-Protocol").stream()
            .flatMap(line -> Stream.of(line.split(",")))
            .map(String::strip)
            .toList();
    List<String> protocols = offered.stream().filter(p -> !p.startsWith(PAGE_BEARER)).toList();
    String origin = headers.apply("Origin").stream().findFirst().orElse("");
    List<String> authorization = headers.apply("Authorization");
    if (!authorization.isEmpty()) {
      // Two credentials are not weighed against each other: the header alone counts.
      String first = authorization.getFirst();
      String credential = first.startsWith(BEARER) ? first.substring(BEARER.length()) : "";
      return new Handshake(credential, protocols, false, origin);
    }
    String second = offered.size() == 2 ? offered.get(1) : "";
    return second.startsWith(PAGE_BEARER)
        ? new Handshake(second.substring(PAGE_BEARER.length()), protocols, true, origin)
        : new Handshake("", protocols, false, origin);
  }

  /**
   * Whether the page that asks may have a socket: one of the server's own origin, or of a listed
   * one. A browser always names the origin, so one that does not is refused.
   *
   * @param own {@code scheme://host[:port]} as the caller addressed the server
   */
  boolean isOfTrustedPage(String own, List<String> listed) {
    if (!byPage) {
      return true;
    }
    String asked = origin.toLowerCase(Locale.ROOT);
    return !asked.isEmpty()
        && (asked.equals(own.toLowerCase(Locale.ROOT))
            || listed.stream().anyMatch(one -> one.toLowerCase(Locale.ROOT).equals(asked)));
  }

  /** Without the credential. */
  @Override
  public String toString() {
    return "Handshake[" + protocols + ", " + origin + "]";
  }
}
