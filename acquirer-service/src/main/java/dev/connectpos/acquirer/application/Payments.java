package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.AffiliationStore.Affiliate;
import dev.connectpos.acquirer.application.CardVault.Illegible;
import dev.connectpos.acquirer.application.CardVault.Legible;
import dev.connectpos.acquirer.application.StoredPayment.Trail;
import dev.connectpos.acquirer.domain.Approval;
import dev.connectpos.acquirer.domain.AttemptId;
import dev.connectpos.acquirer.domain.Channel;
import dev.connectpos.acquirer.domain.Payment;
import dev.connectpos.acquirer.domain.PaymentCommand;
import dev.connectpos.acquirer.domain.PaymentDecision;
import dev.connectpos.acquirer.domain.PaymentDecision.Accepted;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentRejection;
import dev.connectpos.acquirer.domain.PaymentState;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.Refusal;
import dev.connectpos.outbox.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a sale: lock, drop what was seen, decide, save, post, state, commit; {@link
 * MerchantRequests} has those of captures and cancellations. No network in here; what is due next
 * is stored in the same transaction and signalled after it.
 */
@ApplicationScoped
public class Payments {
  /** An attempt has one payment for ever; a second one is answered, or its terminal would wait. */
  private static final Refusal ATTEMPT_REUSED = new Refusal("9102", "attempt_reused");

  private final PaymentStore store;
  private final ClaimedCards cards;
  private final AffiliationStore affiliations;
  private final Outcome outcome;
  private final PaymentSettings settings;
  private final Clock clock;

  Payments(
      PaymentStore store,
      ClaimedCards cards,
      AffiliationStore affiliations,
      Outcome outcome,
      PaymentSettings settings,
      Clock clock) {
    this.store = store;
    this.cards = cards;
    this.affiliations = affiliations;
    this.outcome = outcome;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A payment to ask the network about, once its intent is committed.
   *
   * @param terms what
   * @param card opened; in memory only
   * @param affiliate null while the account's event has not arrived
   */
  public record ToAuthorize(
      PaymentTerms terms, PresentedCard card, @Nullable Affiliate affiliate) {}

  /**
   * What became of a command to authorize.
   *
   * @param verdict for the inbox
   * @param toAuthorize null if there is nothing to ask
   */
  public record Started(Verdict verdict, @Nullable ToAuthorize toAuthorize) {}

  /**
   * Stores the intent, or the refusal of a card that cannot be read.
   *
   * <p>The sealed card is taken out in the same transaction, before the network is asked and not
   * after it: from the commit on it exists in memory only, and what recovery needs of it (brand,
   * digits, token) stands on the row.
   *
   * @param cardReference of a card that a terminal sealed, or of one that came over the API
   */
  @Transactional
  public Started start(PaymentTerms terms, String cardReference, Received received) {
    if (received.version() != 1) {
      return new Started(startAgain(terms, received), null);
    }
    Instant now = clock.instant();
    return switch (store.vacancy(terms)) {
      case PAYMENT_EXISTS -> new Started(Verdict.DUPLICATE, null);
      case ATTEMPT_TAKEN -> refused(terms, ATTEMPT_REUSED, received, now);
      case FREE ->
          switch (cards.open(terms, cardReference, now)) {
            case Illegible(var refusal) -> refused(terms, refusal, received, now);
            case Legible(var card, var facts) -> {
              insert(terms, new PaymentCommand.Authorize(facts), received, now);
              Affiliate affiliate = affiliations.affiliateOf(terms.accountId()).orElse(null);
              yield new Started(Verdict.APPLIED, new ToAuthorize(terms, card, affiliate));
            }
          };
    };
  }

  /** A start that is not the first of its stream never has an effect, but its place is noted. */
  private Verdict startAgain(PaymentTerms terms, Received received) {
    return switch (terms.channel()) {
      case Channel.Terminal _ -> apply(terms.id(), null, received);
      case Channel.Online _ -> {
        Optional<StoredPayment> found = store.lock(terms.id());
        if (found.isEmpty()) {
          yield Verdict.GAP;
        }
        StoredPayment before = found.get();
        Verdict verdict = Verdict.of(before.trail().chargeVersion(), received.version());
        if (verdict == Verdict.APPLIED) {
          store.saveSeen(before.with(before.trail().charged(received)), clock.instant());
          var rejected = PaymentDecision.rejected(PaymentRejection.ALREADY_STARTED);
          outcome.noteRejection(terms.id(), "Authorize", rejected);
        }
        yield verdict;
      }
    };
  }

  private Started refused(PaymentTerms terms, Refusal refusal, Received received, Instant now) {
    insert(terms, new PaymentCommand.Refused(refusal), received, now);
    return new Started(Verdict.APPLIED, null);
  }

  private void insert(PaymentTerms terms, PaymentCommand command, Received received, Instant now) {
    var trail = new Trail(0, 0, 0, received.correlationId(), received.eventId());
    String nsu = store.nextNsu(now.atZone(settings.acquirerZone()).getDayOfYear());
    var seen =
        switch (terms.channel()) {
          case Channel.Terminal _ -> trail.received(received);
          case Channel.Online _ -> trail.charged(received);
        };
    var before = new StoredPayment(Payment.of(terms), nsu, seen);
    if (!(before.payment().decide(command) instanceof Accepted accepted)) {
      throw new IllegalStateException("a new payment refused " + command);
    }
    outcome.insert(before, accepted, now);
  }

  /** Applies the terminal's confirmation, as of {@link #apply}. */
  @Transactional
  public Verdict confirm(PaymentId id, AttemptId attemptId, Received received) {
    var confirm = new PaymentCommand.Confirm(attemptId, clock.instant(), settings.fees());
    return apply(id, confirm, received);
  }

  /**
   * Applies a later command of the terminal's stream.
   *
   * @param command null for one that can never have an effect, such as a second start
   * @return {@link Verdict#GAP} while an earlier command is missing
   * @throws UnknownPaymentException if it is the first of its stream
   */
  @Transactional
  public Verdict apply(PaymentId id, @Nullable PaymentCommand command, Received received) {
    Optional<StoredPayment> found = store.lock(id);
    if (found.isEmpty()) {
      if (received.version() == 1) {
        throw new UnknownPaymentException("first command of " + id + " does not authorize");
      }
      return Verdict.GAP;
    }
    StoredPayment before = found.get();
    Verdict verdict = Verdict.of(before.trail().commandVersion(), received.version());
    if (verdict != Verdict.APPLIED) {
      return verdict;
    }
    StoredPayment seen = before.with(before.trail().received(received));
    Instant now = clock.instant();
    PaymentDecision decision =
        command == null
            ? PaymentDecision.rejected(PaymentRejection.ALREADY_STARTED)
            : seen.payment().decide(command);
    if (!outcome.commit(seen, decision, now)) {
      store.saveSeen(seen, now);
    }
    outcome.noteRejection(id, command == null ? "Authorize" : name(command), decision);
    return Verdict.APPLIED;
  }

  private static String name(PaymentCommand command) {
    return command.getClass().getSimpleName();
  }

  /** Applies what the network or the clock says; reads the state anew under its lock. */
  @Transactional
  public void settle(PaymentId id, PaymentCommand command) {
    StoredPayment before =
        store.lock(id).orElseThrow(() -> new IllegalStateException("no payment " + id));
    PaymentDecision decision = before.payment().decide(command);
    outcome.commit(before, decision, clock.instant());
    outcome.noteRejection(id, name(command), decision);
  }

  /** Whether the payment still waits for its authorization to be sent and answered. */
  @Transactional
  public boolean isAuthorizing(PaymentId id) {
    return store
        .lock(id)
        .filter(found -> found.payment().state() instanceof PaymentState.Authorizing)
        .isPresent();
  }

  /** A yes of the network, learnt now. */
  PaymentCommand.Approved approved(String authorizationCode, String returnCode) {
    Instant now = clock.instant();
    return new PaymentCommand.Approved(
        new Approval(authorizationCode, returnCode, now),
        now.plus(settings.timing().confirmWithin()),
        settings.fees());
  }
}
