package dev.connectpos.acquirer.domain;

/** Where a payment is paid. */
public sealed interface Channel {

  /** Where it began. */
  PaymentOrigin origin();

  /** The longest soft descriptor there is here (A8). */
  int maxSoftDescriptor();

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

    @Override
    public int maxSoftDescriptor() {
      return AffiliationServices.TERMINAL;
    }
  }

  /** Over the API, by a card that is not present. Nobody confirms: an approval completes it. */
  record Online() implements Channel {
    @Override
    public PaymentOrigin origin() {
      return PaymentOrigin.ONLINE;
    }

    @Override
    public int maxSoftDescriptor() {
      return AffiliationServices.GATEWAY;
    }
  }
}
