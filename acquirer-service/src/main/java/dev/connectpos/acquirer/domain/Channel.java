package dev.connectpos.acquirer.domain;

/** Where a payment is paid. */
public sealed interface Channel {

  /** Where it began. */
  PaymentOrigin origin();

  /**
   * At a terminal, which has to confirm what was approved.
   *
   * @param id owned by terminal-service
   * @param serial as printed on it
   * @param entryMode how it read the card, in lower case
   * @param origin never online
   */
  record Terminal(String id, String serial, String entryMode, PaymentOrigin origin)
      implements Channel {

    /**
     * @throws IllegalArgumentException if it claims to be online
     */
    public Terminal {
      if (origin == PaymentOrigin.ONLINE) {
        throw new IllegalArgumentException("a terminal's payment is not online");
      }
    }
  }

  /** Over the API, by a card that is not present. Nobody confirms: an approval completes it. */
  record Online() implements Channel {
    /** The longest soft descriptor (A8); a terminal's is shorter, by the order's rules. */
    public static final int MAX_SOFT_DESCRIPTOR = 22;

    @Override
    public PaymentOrigin origin() {
      return PaymentOrigin.ONLINE;
    }
  }
}
