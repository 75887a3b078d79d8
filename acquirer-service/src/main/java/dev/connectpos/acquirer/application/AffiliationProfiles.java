package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.AffiliationStore.Profile;
import dev.connectpos.acquirer.application.AffiliationStore.SetupCheck;
import dev.connectpos.acquirer.application.PaymentReports.PaymentView;
import dev.connectpos.acquirer.domain.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Affiliations as operators see them. How far a set-up check is, is not kept but read from the
 * payments of its order: they are the truth about it, and cannot disagree with themselves.
 */
@ApplicationScoped
public class AffiliationProfiles {
  private final AffiliationStore affiliations;
  private final PaymentReports payments;
  private final Clock clock;

  AffiliationProfiles(AffiliationStore affiliations, PaymentReports payments, Clock clock) {
    this.affiliations = affiliations;
    this.payments = payments;
    this.clock = clock;
  }

  /** How far a set-up check is. */
  public enum CheckStatus {
    /** None was ever begun. */
    NONE,
    /** Waits for its card, or for its money to go back. */
    RUNNING,
    /** Paid, and all of it given back. */
    PASSED,
    /** Not paid in time, or its money was refused to go back. */
    FAILED
  }

  /**
   * A set-up check.
   *
   * @param payment the last payment of its order; null: none yet
   */
  public record CheckProgress(
      CheckStatus status, @Nullable SetupCheck check, @Nullable PaymentView payment) {}

  /** An affiliation, and how far its set-up check is. */
  public record Seen(Profile profile, CheckProgress check) {}

  /** An affiliation; empty if the account has none. */
  @Transactional
  public Optional<Seen> find(AccountId accountId) {
    return affiliations.profile(accountId).map(profile -> new Seen(profile, progress(profile)));
  }

  private CheckProgress progress(Profile profile) {
    SetupCheck check = profile.check();
    if (check == null) {
      return new CheckProgress(CheckStatus.NONE, null, null);
    }
    List<PaymentView> ofOrder = payments.ofOrder(check.orderId());
    PaymentView last = ofOrder.isEmpty() ? null : ofOrder.getLast();
    return new CheckProgress(status(check, last), check, last);
  }

  private CheckStatus status(SetupCheck check, @Nullable PaymentView last) {
    boolean over = !clock.instant().isBefore(check.expiresAt());
    if (last == null) {
      return over ? CheckStatus.FAILED : CheckStatus.RUNNING;
    }
    return switch (last.state()) {
      case "voided" -> CheckStatus.PASSED;
      case "captured" -> returned(last);
      // Another card may be tried while there is time.
      case "declined", "reversed" -> over ? CheckStatus.FAILED : CheckStatus.RUNNING;
      default -> CheckStatus.RUNNING;
    };
  }

  /** After midnight the money goes back as a refund, of a sale that stays captured. */
  private static CheckStatus returned(PaymentView sale) {
    if (sale.merchant().refundedMinor() == sale.capturedMinor()) {
      return CheckStatus.PASSED;
    }
    boolean refused =
        sale.merchant().cancellations().stream().anyMatch(one -> one.status().equals("refused"));
    return refused ? CheckStatus.FAILED : CheckStatus.RUNNING;
  }
}
