package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.AuditEntry.Deed;
import dev.connectpos.acquirer.domain.PaymentCommand;
import dev.connectpos.acquirer.domain.PaymentCommand.FromMerchant;
import dev.connectpos.acquirer.domain.PaymentDecision;
import dev.connectpos.acquirer.domain.PaymentDecision.Accepted;
import dev.connectpos.acquirer.domain.PaymentDecision.AlreadyDone;
import dev.connectpos.acquirer.domain.PaymentDecision.Rejected;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentRejection;
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
  private final Contradictions contradictions;
  private final AuditLog audit;
  private final PaymentSettings settings;
  private final Clock clock;

  MerchantRequests(
      PaymentStore store,
      AffiliationStore affiliations,
      Balances balances,
      Outcome outcome,
      Contradictions contradictions,
      AuditLog audit,
      PaymentSettings settings,
      Clock clock) {
    this.store = store;
    this.affiliations = affiliations;
    this.balances = balances;
    this.outcome = outcome;
    this.contradictions = contradictions;
    this.audit = audit;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Captures of what is held.
   *
   * @param amount null for all that is left
   * @param isFinal whether what is left after it is released
   * @throws UnknownPaymentException if there is no such payment
   */
  @Transactional
  public Verdict capture(
      PaymentId id, RequestId request, @Nullable Money amount, boolean isFinal, Received received) {
    return apply(
        id,
        received,
        _ ->
            new PaymentCommand.Capture(request, amount, isFinal, clock.instant(), settings.fees()));
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
   * Asks the network again for a cancellation that it refused (A6), if the rules of days and of the
   * balance still let it.
   *
   * @throws UnknownPaymentException if there is no such payment
   */
  @Transactional
  public Verdict retry(PaymentId id, RequestId request, RequestId canceledBy, Received received) {
    Verdict verdict =
        apply(
            id,
            received,
            terms ->
                new PaymentCommand.RetryCancel(
                    request, canceledBy, clock.instant(), day(terms), available(terms)));
    if (verdict == Verdict.APPLIED) {
      // Only operators can ask order-service for it; it knows which.
      var _ =
          audit.write(
              new Deed(
                  "order-service",
                  "cancellation.retry",
                  id.value(),
                  null,
                  canceledBy + " retried as " + request,
                  null,
                  "command " + received.eventId()));
    }
    return verdict;
  }

  /** The network gave money back. What it may not have done is noted for people, and not lost. */
  @Transactional
  public void done(PaymentId id, RequestId request) {
    settle(
        id,
        request,
        terms -> new PaymentCommand.CancelDone(request, clock.instant(), available(terms)));
  }

  /**
   * The network refused to give money back.
   *
   * @param tried the number of the try it refused
   */
  @Transactional
  public void refused(PaymentId id, RequestId request, int tried, String returnCode) {
    settle(id, request, _ -> new PaymentCommand.CancelRefused(request, tried, returnCode));
  }

  private void settle(
      PaymentId id, RequestId request, Function<PaymentTerms, PaymentCommand> told) {
    StoredPayment before =
        store.lock(id).orElseThrow(() -> new IllegalStateException("no payment " + id));
    PaymentCommand command = told.apply(before.payment().terms());
    PaymentDecision decision = before.payment().decide(command);
    Instant now = clock.instant();
    outcome.commit(before, decision, now);
    outcome.noteRejection(id, command.getClass().getSimpleName(), decision);
    if (decision instanceof Rejected(var rule)
        && (rule == PaymentRejection.CONTRADICTS_REFUSAL
            || rule == PaymentRejection.CONTRADICTS_CANCELLATION)) {
      contradictions.note(before.payment(), request, rule, now);
    }
  }

  private Verdict apply(
      PaymentId id, Received received, Function<PaymentTerms, FromMerchant> asked) {
    var found = store.lock(id);
    if (found.isEmpty()) {
      if (received.version() == 1) {
        throw new UnknownPaymentException("a merchant's command names " + id);
      }
      // One that began online has its start before this.
      return Verdict.GAP;
    }
    StoredPayment before = found.get();
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

  /** What refunds may still take of the affiliation's balance (A5). */
  Money available(PaymentTerms terms) {
    ZoneId zone = day(terms);
    Instant midnight = LocalDate.ofInstant(clock.instant(), zone).atStartOfDay(zone).toInstant();
    return balances.available(terms, midnight);
  }
}
