package dev.connectpos.simulator;

/** The action codes (field 39) that the simulator has reasons of its own for. */
final class ActionCodes {
  static final String APPROVED = "000";

  /** Approved, if the shopper is who the card says. */
  private static final String APPROVED_WITH_IDENTIFICATION = "001";

  static final String NOT_AUTHORIZED = "100";
  static final String EXPIRED = "101";

  /** Said of security codes that begin with 6; of no meaning in the standard. */
  static final String WRONG_CODE = "145";

  /** A reversal advice was accepted. */
  static final String REVERSED = "400";

  /** An enquiry found a decision. */
  static final String FOUND = "600";

  /** Said of what the book does not have, or has no more. */
  static final String INVALID = "902";

  static final String FORMAT_ERROR = "904";

  /** The issuer cannot be reached, and nothing was forwarded to it. */
  static final String NOT_FORWARDED = "907";

  /** An enquiry found nothing. */
  static final String NOT_FOUND = "914";

  /** Nobody can tell yet. */
  static final String IN_PROGRESS = "923";

  private ActionCodes() {}

  static boolean approves(String action) {
    return action.equals(APPROVED) || action.equals(APPROVED_WITH_IDENTIFICATION);
  }
}
