package dev.connectpos.e2e.leak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Finds card data in any bytes. A card number is looked for as it is, in groups, in hexadecimal, in
 * Base64 at each of its three offsets and packed (two digits a byte); security codes, which are
 * short, only beside what names them; PINs also as Avro writes a text, and as the field of a PIN
 * block. What is zipped as a whole is unzipped first.
 *
 * <p>A card number that nobody named is found too: a run of 13 to 19 digits of a known issuer that
 * has a right check digit. There is no list of exceptions. What looks alike is told apart by what
 * it is: an NSU has 14 digits and begins with 1 to 4 and a day of the year, so none begins with an
 * issuer's six digits of ours; first six and last four digits are no run of 13.
 */
final class CardData {
  private static final Pattern RUN = Pattern.compile("(?<![0-9])[0-9]{13,19}(?![0-9])");
  private static final int ISSUER_DIGITS = 6;
  private static final byte[] ZIPPED = {0x1F, (byte) 0x8B};

  private final Set<String> issuers;
  private final List<Needle> needles = new ArrayList<>();

  private record Needle(String what, List<Pattern> patterns) {}

  /**
   * @param numbers of cards
   * @param codes security codes; looked for where something calls them so
   * @param pins likewise, and as the field that a PIN block is made of
   */
  CardData(List<String> numbers, List<String> codes, List<String> pins) {
    issuers = new LinkedHashSet<>();
    for (String number : numbers) {
      issuers.add(number.substring(0, ISSUER_DIGITS));
      needles.add(
          new Needle(
              "card number ending " + number.substring(number.length() - 4), ofNumber(number)));
    }
    for (String code : codes) {
      needles.add(new Needle("security code", List.of(named("cvv|cvc|cvn|security.?code", code))));
    }
    for (String pin : pins) {
      var found = new ArrayList<Pattern>();
      found.add(named("pin|password", pin));
      String field = ("4" + pin.length() + pin + "A".repeat(14)).substring(0, 16);
      found.addAll(ofBytes(HexFormat.of().parseHex(field)));
      // As Avro writes a text: twice its length, and the text.
      found.addAll(ofBytes(((char) (2 * pin.length()) + pin).getBytes(US_ASCII)));
      needles.add(new Needle("PIN", found));
    }
  }

  /**
   * Has something else looked for, whatever it is written in.
   *
   * @param what for people
   */
  void learn(String what, byte[] bytes) {
    needles.add(new Needle(what, ofBytes(bytes)));
  }

  /**
   * What was found where; it does not repeat what it found.
   *
   * @param place for people
   */
  record Leak(String place, String what) {}

  /** What is in these bytes that must not be. */
  List<Leak> in(String place, byte[] bytes) {
    var leaks = new ArrayList<Leak>();
    look(place, new String(bytes, ISO_8859_1), leaks);
    if (bytes.length > 2 && Arrays.equals(Arrays.copyOf(bytes, 2), ZIPPED)) {
      look(place + " (zipped)", new String(unzipped(bytes), ISO_8859_1), leaks);
    }
    return leaks;
  }

  private void look(String place, String text, List<Leak> leaks) {
    for (Needle needle : needles) {
      if (needle.patterns.stream().anyMatch(pattern -> pattern.matcher(text).find())) {
        leaks.add(new Leak(place, needle.what));
      }
    }
    RUN.matcher(text)
        .results()
        .map(run -> run.group())
        .filter(run -> issuers.contains(run.substring(0, ISSUER_DIGITS)) && hasRightCheckDigit(run))
        .findFirst()
        .ifPresent(_ -> leaks.add(new Leak(place, "a card number of a known issuer")));
  }

  /** ISO/IEC 7812-1, annex B. */
  private static boolean hasRightCheckDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? digit : digit * 2;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }

  private static byte[] unzipped(byte[] bytes) {
    try (var zipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return zipped.readAllBytes();
    } catch (IOException _) {
      return new byte[0]; // It only looked zipped.
    }
  }

  private static List<Pattern> ofNumber(String number) {
    var found = new ArrayList<Pattern>();
    found.add(Pattern.compile(String.join("[ .-]?", number.split(""))));
    found.addAll(ofBytes(number.getBytes(US_ASCII)));
    if (number.length() % 2 == 0) {
      found.addAll(ofBytes(HexFormat.of().parseHex(number)));
    }
    return found;
  }

  private static List<Pattern> ofBytes(byte[] bytes) {
    var found = new ArrayList<Pattern>();
    found.add(literal(new String(bytes, ISO_8859_1), 0));
    found.add(literal(HexFormat.of().formatHex(bytes), Pattern.CASE_INSENSITIVE));
    for (int offset = 0; offset < 3; offset++) {
      byte[] shifted = new byte[offset + bytes.length];
      System.arraycopy(bytes, 0, shifted, offset, bytes.length);
      String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      // The first and the last character also tell of what stands beside it.
      int from = offset == 0 ? 0 : offset + 1;
      int to = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
      String sure = encoded.substring(from, to);
      found.add(literal(sure, 0));
      found.add(literal(sure.replace('+', '-').replace('/', '_'), 0));
    }
    return found;
  }

  private static Pattern literal(String text, int flags) {
    return Pattern.compile(text, Pattern.LITERAL | flags);
  }

  private static Pattern named(String names, String value) {
    return Pattern.compile(
        "(?:" + names + ")\\W{1,8}" + Pattern.quote(value) + "(?![0-9])", Pattern.CASE_INSENSITIVE);
  }
}
