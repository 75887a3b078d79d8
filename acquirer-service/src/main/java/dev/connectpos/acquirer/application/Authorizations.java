package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.AffiliationStore.Affiliate;
import dev.connectpos.acquirer.application.CardNetwork.Approved;
import dev.connectpos.acquirer.application.CardNetwork.AuthorizationRequest;
import dev.connectpos.acquirer.application.CardNetwork.Declined;
import dev.connectpos.acquirer.application.CardNetwork.NotDone;
import dev.connectpos.acquirer.application.CardNetwork.Unclear;
import dev.connectpos.acquirer.application.Payments.Started;
import dev.connectpos.acquirer.application.Payments.ToAuthorize;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.PaymentCommand;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.Refusal;
import dev.connectpos.acquirer.domain.ReturnCodes;
import dev.connectpos.outbox.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The sale's three steps (A1):
 *
 * <ol>
 *   <li>the intent is committed on the consumer's thread;
 *   <li>the network is called on a virtual thread, with no transaction open;
 *   <li>the outcome is committed, after the state was read anew under its lock.
 * </ol>
 *
 * <p>A crash between any two leaves a row that is due, and {@link PaymentWatch} finds out what
 * happened by asking the network for the same reference.
 */
@ApplicationScoped
public class Authorizations {
  private static final Logger LOG = Logger.getLogger(Authorizations.class);

  /**
   * The account is not known here and its event did not come in time. Certainly nothing was asked
   * of the network, so this is a decline and not a doubt.
   */
  private static final Refusal NO_AFFILIATION = new Refusal("1002", "affiliation_unknown");

  private final Payments payments;
  private final Affiliations affiliations;
  private final AffiliationBells bells;
  private final NetworkCalls network;
  private final Background background;
  private final PaymentSettings settings;

  Authorizations(
      Payments payments,
      Affiliations affiliations,
      AffiliationBells bells,
      NetworkCalls network,
      Background background,
      PaymentSettings settings) {
    this.payments = payments;
    this.affiliations = affiliations;
    this.bells = bells;
    this.network = network;
    this.background = background;
    this.settings = settings;
  }

  /** Commits the intent and answers; the network is asked beside the caller. */
  public Verdict start(PaymentTerms terms, String cardReference, Received received) {
    Started started = payments.start(terms, cardReference, received);
    ToAuthorize toAuthorize = started.toAuthorize();
    if (toAuthorize != null) {
      background.run(() -> authorize(toAuthorize));
    }
    return started.verdict();
  }

  private void authorize(ToAuthorize payment) {
    var id = payment.terms().id();
    try {
      payments.settle(id, ask(payment));
    } catch (InterruptedException _) {
      // Shutting down: the row stays due, and whoever runs next enquires.
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.errorf(e, "payment %s: outcome not stored; it will be enquired", id);
    }
  }

  private PaymentCommand ask(ToAuthorize payment) throws InterruptedException {
    var affiliate = affiliateOf(payment);
    if (affiliate.isEmpty()) {
      return new PaymentCommand.Refused(NO_AFFILIATION);
    }
    var terms = payment.terms();
    var refusal = affiliate.get().services().refusal(terms);
    if (refusal.isPresent()) {
      return new PaymentCommand.Refused(refusal.get());
    }
    var request =
        new AuthorizationRequest(
            terms.id(),
            affiliate.get(),
            terms.channel().origin(),
            terms.amount(),
            terms.plan(),
            terms.softDescriptor(),
            payment.card());
    return outcome(
        network.authorize(
            request,
            () -> payments.isAuthorizing(terms.id()),
            answer -> settleLate(terms.id(), answer)));
  }

  /**
   * Whatever was concluded meanwhile, the machine knows what an answer means that comes late.
   * Nobody else will hear of it: it is stored sooner or later, or until the listener's time is
   * over.
   */
  void settleLate(PaymentId id, CardNetwork.Answer answer) {
    LOG.infof("payment %s: the network answered after we stopped waiting", id);
    for (int failures = 0; ; ) {
      try {
        payments.settle(id, outcome(answer));
        return;
      } catch (RuntimeException e) {
        failures++;
        LOG.errorf(e, "payment %s: late answer not stored, try %d", id, failures);
        if (!paused(settings.followUp().backoff(failures))) {
          LOG.errorf("payment %s: late answer lost; it will be enquired", id);
          return;
        }
      }
    }
  }

  private static boolean paused(Duration wait) {
    try {
      Thread.sleep(wait);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private PaymentCommand outcome(CardNetwork.Answer answer) {
    return switch (answer) {
      case Approved(var authorizationCode, var returnCode) ->
          payments.approved(authorizationCode, returnCode);
      case Declined(var returnCode) -> declined(returnCode);
      case NotDone _ -> new PaymentCommand.NotDone();
      case Unclear _ -> new PaymentCommand.Unclear();
    };
  }

  /** A decline under a code that approves is nonsense, and nonsense is unclear. */
  static PaymentCommand declined(String returnCode) {
    return ReturnCodes.of(returnCode).approves()
        ? new PaymentCommand.Unclear()
        : new PaymentCommand.Refused(Refusal.byNetwork(returnCode));
  }

  /**
   * The account's event travels on another topic and may come after the first payment: wait for it
   * a little, in memory, since the shopper stands at the terminal. The consumer does not wait.
   */
  private Optional<Affiliate> affiliateOf(ToAuthorize payment) throws InterruptedException {
    @Nullable Affiliate known = payment.affiliate();
    if (known != null) {
      return Optional.of(known);
    }
    AccountId account = payment.terms().accountId();
    return bells.await(
        account, settings.timing().affiliationWait(), () -> affiliations.affiliateOf(account));
  }
}
