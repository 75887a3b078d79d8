package dev.connectpos.simulator;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the simulated network does with a card and an amount: four cards that always do the same,
 * and for every other card the cents of the amount. Online on test affiliations the card alone
 * tells. docs/simulator.md is drawn from here.
 *
 * @param manner how it answers
 * @param action what it decides; of no meaning if it never decides
 * @param advicesIgnored how many reversal advices it leaves unacknowledged
 * @param cancelling what it does with cancellations
 */
record Script(Manner manner, String action, int advicesIgnored, Cancelling cancelling) {

  /**
   * What becomes of the tries to cancel.
   *
   * @param refusals how many it refuses
   * @param code with which it does
   * @param untold how many it says of that it cannot tell, though it did as it was asked
   */
  record Cancelling(int refusals, String code, int untold) {
    static final Cancelling AT_ONCE = new Cancelling(0, ActionCodes.APPROVED, 0);
  }

  /** How an answer comes. */
  enum Manner {
    /** At once. */
    PROMPT("answers at once"),
    /** After a pause that is shorter than our patience. */
    SLOW("answers after 3 s"),
    /** It decides, but the answer is lost; an enquiry finds the decision. */
    ANSWER_LOST("decides, and the answer never comes; an enquiry finds it"),
    /** It never saw the request; an enquiry finds nothing. */
    REQUEST_LOST("never answers; an enquiry finds nothing"),
    /** It says at once that it cannot tell yet; enquiries find its decision after a while. */
    PROCESSING("cannot tell at first; after a moment an enquiry finds it"),
    /** As {@link #PROCESSING}, but it never decided, which enquiries find out after a while. */
    PROCESSING_LOST("cannot tell at first; after a moment an enquiry finds nothing"),
    /** It says that it forwarded the request to nobody. */
    UNREACHABLE("says that it reaches nobody: certainly not done");

    private final String text;

    Manner(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  private static final String REFUSED_CODE_PREFIX = "6";

  private static final int CENTS = 100;
  private static final int FIRST_ORDINARY_CENTS = 54;

  private static final Script APPROVE = new Script(Manner.PROMPT, ActionCodes.APPROVED);

  private static final Map<String, Script> BY_CARD =
      Map.of(
          "4000000000000010", APPROVE,
          "4000000000000028", new Script(Manner.PROMPT, ActionCodes.NOT_AUTHORIZED),
          "4000000000000036", new Script(Manner.ANSWER_LOST, ActionCodes.APPROVED),
          "4000000000000044", new Script(Manner.REQUEST_LOST, ActionCodes.APPROVED));

  private static final Map<String, Script> ONLINE =
      Map.of(
          "4000000000000010", APPROVE,
          "4000000000000028", new Script(Manner.PROMPT, ActionCodes.NOT_AUTHORIZED),
          "4000000000000036", new Script(Manner.PROCESSING, ActionCodes.APPROVED),
          "4000000000000044", new Script(Manner.PROCESSING_LOST, ActionCodes.APPROVED));

  private static final Map<String, Script> VERIFICATION =
      Map.of(
          "4000000000000028", new Script(Manner.PROMPT, ActionCodes.NOT_AUTHORIZED),
          "4000000000000044", new Script(Manner.REQUEST_LOST, ActionCodes.APPROVED));

  /** One that cancels at once and acknowledges every advice. */
  Script(Manner manner, String action) {
    this(manner, action, 0, Cancelling.AT_ONCE);
  }

  private static Script cancelling(int refusals, String code, int untold) {
    return new Script(
        Manner.PROMPT, ActionCodes.APPROVED, 0, new Cancelling(refusals, code, untold));
  }

  /** Every action code that acquirers tell merchants about, in the order of their codes. */
  private static final List<String> CODES =
      List.of(
          "000", "001", "100", "101", "102", "103", "104", "105", "106", "107", "108", "109", "110",
          "111", "113", "114", "115", "116", "117", "119", "120", "121", "122", "123", "124", "125",
          "141", "142", "145", "180", "200", "201", "202", "203", "204", "205", "206", "207", "208",
          "209", "902", "908", "909", "911", "912", "999");

  /** The cards that always do the same, in order. */
  static List<String> cards() {
    return BY_CARD.keySet().stream().sorted().toList();
  }

  /** Whether the card does the same whatever its expiry and the amount. */
  static boolean knows(String card) {
    return BY_CARD.containsKey(card);
  }

  /** What happens to this card and amount; the card's expiry is another matter. */
  static Script of(String card, long amountMinor) {
    Script always = BY_CARD.get(card);
    return always != null ? always : ofAmount(amountMinor);
  }

  /** What happens to a card that is not present, on a test affiliation, whatever the amount. */
  static Script onlineOnTest(String card) {
    return ONLINE.getOrDefault(card, new Script(Manner.PROMPT, ActionCodes.NOT_AUTHORIZED));
  }

  /** What happens to a card that is to be verified; its expiry is another matter. */
  static Script verification(String card) {
    return VERIFICATION.getOrDefault(card, APPROVE);
  }

  /** Whether the network takes a security code for a wrong one. */
  static boolean refusesCode(@Nullable String securityCode) {
    return securityCode != null && securityCode.startsWith(REFUSED_CODE_PREFIX);
  }

  /** What an amount says, whatever the card. */
  static Script ofAmount(long amountMinor) {
    return ofCents((int) (amountMinor % CENTS));
  }

  /** What the cents of an amount say, for a card that is not one of {@link #cards}. */
  static Script ofCents(int cents) {
    if (cents < CODES.size()) {
      return new Script(Manner.PROMPT, CODES.get(cents));
    }
    return switch (cents) {
      case 46 -> new Script(Manner.ANSWER_LOST, ActionCodes.APPROVED);
      case 47 -> new Script(Manner.REQUEST_LOST, ActionCodes.APPROVED);
      case 48 -> new Script(Manner.SLOW, ActionCodes.APPROVED);
      case 49 -> new Script(Manner.UNREACHABLE, ActionCodes.APPROVED);
      case 50 -> new Script(Manner.PROMPT, ActionCodes.APPROVED, 2, Cancelling.AT_ONCE);
      case 51 -> cancelling(1, "912", 0);
      case 52 -> cancelling(Integer.MAX_VALUE, "124", 0);
      case 53 -> cancelling(0, ActionCodes.APPROVED, 2);
      default -> APPROVE;
    };
  }

  /** From here on all cents mean the same. */
  static int firstOrdinaryCents() {
    return FIRST_ORDINARY_CENTS;
  }
}
