package dev.connectpos.acquirer.vault;

/** The check digit of card numbers (ISO/IEC 7812-1, annex B). */
final class Luhn {
  private Luhn() {}

  /** Whether the last digit is right. */
  static boolean holds(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      if (i % 2 == 1) {
        digit *= 2;
      }
      sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 == 0;
  }
}
