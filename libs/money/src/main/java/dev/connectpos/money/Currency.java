package dev.connectpos.money;

/**
 * A currency we account in. The list is closed on purpose: the JDK's own table answers nonsense
 * exponents for some codes (XAU is -1), and an amount whose exponent is wrong is wrong money.
 */
public enum Currency {
  /** Brazilian real, two decimals. */
  BRL(2),
  /** Euro, two decimals. */
  EUR(2),
  /** US dollar, two decimals. */
  USD(2),
  /** Japanese yen, no decimals. */
  JPY(0),
  /** Kuwaiti dinar, three decimals. */
  KWD(3);

  private final int exponent;

  Currency(int exponent) {
    this.exponent = exponent;
  }

  /** Number of decimals of the minor unit (ISO 4217), 0 to 3. */
  public int exponent() {
    return exponent;
  }

  /**
   * The currency of an ISO 4217 code.
   *
   * @throws IllegalArgumentException if the code is not one we account in
   */
  public static Currency of(String code) {
    for (Currency currency : values()) {
      if (currency.name().equals(code)) {
        return currency;
      }
    }
    throw new IllegalArgumentException("currency is not supported: " + code);
  }
}
