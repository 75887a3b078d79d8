package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.PaymentCommand;
import dev.connectpos.acquirer.domain.PaymentCommand.FromMerchant;
import dev.connectpos.acquirer.domain.PaymentDecision;
import dev.connectpos.acquirer.domain.PaymentDecision.Accepted;
import dev.connectpos.acquirer.domain.PaymentDecision.AlreadyDone;
import dev.connectpos.acquirer.domain.PaymentDecision.Rejected;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.money.Money;
import dev.connectpos.outbox.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Captures and cancellations, as the merchant asks for them. Each is one transaction: what is to go
 * back is stored as asked for, and {@link PaymentWatch} asks the network, with no transaction open,
 * until its answer is known. What a rule refuses is told at once, and changes nothing.
 */
@ApplicationScoped
public class MerchantRequests {
  private final PaymentStore store;
  private final AffiliationStore affiliations;
  private final Balances balances;
  private final Outcome outcome;
  private final PaymentSettings settings;
  private final Clock clock;

  MerchantRequests(
      PaymentStore store,
      AffiliationStore affiliations,
      Balances balances,
      Outcome outcome,
      PaymentSettings settings,
      Clock clock) {
    this.store = store;
    this.affiliations = affiliations;
    this.balances = balances;
    this.outcome = outcome;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Captures what is held.
   *
   * @param amount null for all of it
   * @throws UnknownPaymentException if there is no such payment
   */
  @Transactional
  public Verdict capture(
      PaymentId id, RequestId request, @Nullable Money amount, Received received) {
    return apply(
        id,
        received,
        _ -> new PaymentCommand.Capture(request, amount, clock.instant(), settings.fees()));
  }

  /**
   * Gives money back.
   *
   * @param amount null for all that is left
   * @throws UnknownPaymentException if there is no such payment
   */
  @Transactional
  public Verdict cancel(
      PaymentId id, RequestId request, @Nullable Money amount, Received received) {
    return apply(
        id,
        received,
        terms ->
            new PaymentCommand.Cancel(
                request, amount, clock.instant(), day(terms), available(terms)));
  }

  /**
   * Asks the network again for a cancellation that it refused (A6).
   *
   * @throws UnknownPaymentException if there is no such payment
   */
  @Transactional
  public Verdict retry(PaymentId id, RequestId request, RequestId canceledBy, Received received) {
    return apply(
        id,
        received,
        terms -> new PaymentCommand.RetryCancel(request, canceledBy, available(terms)));
  }

  /** As of {@link #retry}, for an operator, who is told at once; empty for an unknown payment. */
  @Transactional
  public Optional<PaymentDecision> retry(PaymentId id, RequestId canceledBy) {
    return store
        .lock(id)
        .map(
            before -> {
              Money available = available(before.payment().terms());
              var retry = new PaymentCommand.RetryCancel(canceledBy, canceledBy, available);
              PaymentDecision decision = before.payment().decide(retry);
              outcome.commit(before, decision, clock.instant());
              outcome.noteRejection(id, "RetryCancel", decision);
              return decision;
            });
  }

  private Verdict apply(
      PaymentId id, Received received, Function<PaymentTerms, FromMerchant> asked) {
    StoredPayment before =
        store
            .lock(id)
            .orElseThrow(() -> new UnknownPaymentException("a merchant's command names " + id));
    Verdict verdict = Verdict.of(before.trail().chargeVersion(), received.version());
    if (verdict != Verdict.APPLIED) {
      return verdict;
    }
    StoredPayment seen = before.with(before.trail().charged(received));
    FromMerchant command = asked.apply(seen.payment().terms());
    Instant now = clock.instant();
    PaymentDecision decision = seen.payment().decide(command);
    switch (decision) {
      case Accepted _ -> outcome.commit(seen, decision, now);
      case AlreadyDone _ -> store.saveSeen(seen, now);
      case Rejected(var rule) -> outcome.tell(seen, seen.payment().refused(command, rule), now);
    }
    outcome.noteRejection(id, command.getClass().getSimpleName(), decision);
    return Verdict.APPLIED;
  }

  /** Where the merchant's day ends. */
  private ZoneId day(PaymentTerms terms) {
    return affiliations.zoneOf(terms.accountId()).orElseGet(settings::acquirerZone);
  }

  private Money available(PaymentTerms terms) {
    ZoneId zone = day(terms);
    Instant midnight = LocalDate.ofInstant(clock.instant(), zone).atStartOfDay(zone).toInstant();
    return balances.available(terms, midnight);
  }
}
