package dev.connectpos.notification.domain;

/** Digits, upper case, lower case: texts of one length sort as the numbers do. */
public final class Base62 {

  /** How many digits there are. */
  public static final int RADIX = 62;

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private Base62() {}

  /** The last digits of a number, taken as unsigned, with zeros in front. */
  public static String of(long number, int digits) {
    char[] text = new char[digits];
    long rest = number;
    for (int i = digits - 1; i >= 0; i--) {
      text[i] = DIGITS.charAt((int) Long.remainderUnsigned(rest, RADIX));
      rest = Long.divideUnsigned(rest, RADIX);
    }
    return new String(text);
  }
}
