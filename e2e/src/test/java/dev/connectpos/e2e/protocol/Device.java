package dev.connectpos.e2e.protocol;

import java.net.URI;

/** A terminal to be tried: what hands and eyes do with it. What it cannot do throws Skipped. */
interface Device extends AutoCloseable {

  /** Makes terminals, each fresh. */
  interface Maker {
    /** A terminal that is off and not paired. */
    Device make();
  }

  /** Switches it on; it pairs with this server, if it is not paired, and connects. */
  void on(URI server);

  /** Cuts its power; what it has stored stays. */
  void off();

  /** Presents a card, and types its PIN if it is asked for. */
  void presentCard();

  /** Types an amount in centavos, by credit, to be sold without an order, and presents a card. */
  void sell(long amountMinor);

  /** The text on its screen. */
  String screen();

  /** How many documents came out of its printer. */
  int printed();

  @Override
  default void close() {
    off();
  }
}
