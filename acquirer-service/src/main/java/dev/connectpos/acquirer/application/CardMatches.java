package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.PaymentId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tells whether a card that was read on a terminal is the one that made a payment (feature T6). The
 * card is opened in memory and compared by the keyed hash that payments carry; nothing of it is
 * kept, and nothing but yes or no is said.
 */
@ApplicationScoped
public class CardMatches {
  private static final Logger LOG = Logger.getLogger(CardMatches.class);

  private final PaidCards paid;
  private final CardVault vault;

  CardMatches(PaidCards paid, CardVault vault) {
    this.paid = paid;
    this.vault = vault;
  }

  /**
   * A card that was read to cancel a payment.
   *
   * @param accountId whose payment it is
   * @param terminalSerial where the card was read
   * @param sealedFor what the terminal sealed it for
   */
  public record Reading(
      PaymentId paymentId,
      AccountId accountId,
      String terminalSerial,
      String sealedFor,
      SealedCard card) {}

  /** What a comparison came to. */
  public enum Match {
    SAME,
    OTHER,
    /** The account has no such payment that a card made. */
    UNKNOWN_PAYMENT,
    /** The card does not open, or is no card. */
    UNREADABLE
  }

  /** Compares. */
  @Transactional
  public Match match(Reading reading) {
    Optional<String> token = paid.tokenOf(reading.accountId(), reading.paymentId());
    if (token.isEmpty()) {
      return Match.UNKNOWN_PAYMENT;
    }
    Optional<String> read = vault.token(reading.card(), reading.accountId(), reading.sealedFor());
    if (read.isEmpty()) {
      return Match.UNREADABLE;
    }
    if (read.equals(token)) {
      return Match.SAME;
    }
    LOG.infof(
        "another card than that of %s was read on %s",
        reading.paymentId(), reading.terminalSerial());
    return Match.OTHER;
  }
}
