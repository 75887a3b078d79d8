package dev.connectpos.acquirer.host;

import dev.connectpos.acquirer.domain.ReturnCode;
import dev.connectpos.acquirer.domain.ReturnCodes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the simulated network does with a card and an amount: four cards that always do the same,
 * and for every other card the cents of the amount. Online on test affiliations the card alone
 * tells. docs/simulator.md is drawn from here.
 *
 * @param manner how it answers
 * @param returnCode what it decides; of no meaning if it never decides
 * @param advicesIgnored how many reversal advices it leaves unacknowledged
 * @param cancelling what it does with cancellations
 */
record Script(Manner manner, String returnCode, int advicesIgnored, Cancelling cancelling) {

  /**
   * What becomes of the tries to cancel.
   *
   * @param refusals how many it refuses
   * @param code with which it does
   * @param answersLost how many answers never come, though it did as it was asked
   */
  record Cancelling(int refusals, String code, int answersLost) {
    static final Cancelling AT_ONCE = new Cancelling(0, "0", 0);
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
    /** It cannot be reached, and we know that. */
    UNREACHABLE("cannot be reached: certainly not done");

    private final String text;

    Manner(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  static final String APPROVED = "0";
  static final String EXPIRED = "1001";
  static final String NOT_AUTHORIZED = "1000";

  /** Said of security codes that begin with 6. */
  static final String WRONG_CODE = "1045";

  private static final String DECLINED_CODES = "6";

  private static final int CENTS = 100;
  private static final int FIRST_UNUSED = 54;

  private static final Script APPROVE = new Script(Manner.PROMPT, APPROVED);

  private static final Map<String, Script> BY_CARD =
      Map.of(
          "4000000000000010", APPROVE,
          "4000000000000028", new Script(Manner.PROMPT, NOT_AUTHORIZED),
          "4000000000000036", new Script(Manner.ANSWER_LOST, APPROVED),
          "4000000000000044", new Script(Manner.REQUEST_LOST, APPROVED));

  private static final Map<String, Script> ONLINE =
      Map.of(
          "4000000000000010", APPROVE,
          "4000000000000028", new Script(Manner.PROMPT, NOT_AUTHORIZED),
          "4000000000000036", new Script(Manner.PROCESSING, APPROVED),
          "4000000000000044", new Script(Manner.PROCESSING_LOST, APPROVED));

  private static final Map<String, Script> VERIFICATION =
      Map.of(
          "4000000000000028", new Script(Manner.PROMPT, NOT_AUTHORIZED),
          "4000000000000044", new Script(Manner.REQUEST_LOST, APPROVED));

  /** One that cancels at once and acknowledges every advice. */
  Script(Manner manner, String returnCode) {
    this(manner, returnCode, 0, Cancelling.AT_ONCE);
  }

  private static Script cancelling(int refusals, String code, int answersLost) {
    return new Script(Manner.PROMPT, APPROVED, 0, new Cancelling(refusals, code, answersLost));
  }

  private static final List<String> CODES =
      ReturnCodes.all().stream().map(ReturnCode::code).toList();

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
    return ONLINE.getOrDefault(card, new Script(Manner.PROMPT, NOT_AUTHORIZED));
  }

  /** What happens to a card that is to be verified; its expiry is another matter. */
  static Script verification(String card) {
    return VERIFICATION.getOrDefault(card, APPROVE);
  }

  /** Whether the network takes a security code for a wrong one. */
  static boolean refusesCode(@Nullable String securityCode) {
    return securityCode != null && securityCode.startsWith(DECLINED_CODES);
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
      case 46 -> new Script(Manner.ANSWER_LOST, APPROVED);
      case 47 -> new Script(Manner.REQUEST_LOST, APPROVED);
      case 48 -> new Script(Manner.SLOW, APPROVED);
      case 49 -> new Script(Manner.UNREACHABLE, APPROVED);
      case 50 -> new Script(Manner.PROMPT, APPROVED, 2, Cancelling.AT_ONCE);
      case 51 -> cancelling(1, "9112", 0);
      case 52 -> cancelling(Integer.MAX_VALUE, "1024", 0);
      case 53 -> cancelling(0, APPROVED, 2);
      default -> APPROVE;
    };
  }

  /** From here on all cents mean the same. */
  static int firstOrdinaryCents() {
    return FIRST_UNUSED;
  }
}
