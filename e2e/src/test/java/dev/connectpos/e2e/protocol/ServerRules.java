package dev.connectpos.e2e.protocol;

import java.util.List;
import java.util.stream.Stream;

/** All that the protocol asks of a server and that can be tried from outside. */
final class ServerRules {

  private ServerRules() {}

  /** Those that wait longest come first, so that the others run meanwhile. */
  static List<Rule<ServerBench>> all() {
    return Stream.of(
            SessionRules.session(),
            PaymentRules.payments(),
            PaymentRules.orders(),
            PaymentRules.standalone(),
            PrintRules.all(),
            CancelRules.all(),
            SessionRules.handshake(),
            SessionRules.frames(),
            SessionRules.pairing())
        .flatMap(List::stream)
        .toList();
  }
}
