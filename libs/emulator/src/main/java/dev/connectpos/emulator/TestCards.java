package dev.connectpos.emulator;

/**
 * The published test cards. With any other number that passes the Luhn check, the simulated network
 * decides by the amount's cents.
 */
public final class TestCards {

  /** Is approved. */
  public static final Card APPROVED = of("4000000000000010");

  /** Is declined with return code 1000. */
  public static final Card DECLINED = of("4000000000000028");

  /** Is answered too late: the outcome is unknown at first. */
  public static final Card ANSWERED_LATE = of("4000000000000036");

  /** The network never finds the payment again: it is reversed. */
  public static final Card NEVER_FOUND = of("4000000000000044");

  private TestCards() {}

  /** A card of any number, valid until the end of 2035, PIN 1234. */
  public static Card of(String pan) {
    return new Card(pan, "3512", "PORTADOR DE TESTE", "201", "1234");
  }
}
