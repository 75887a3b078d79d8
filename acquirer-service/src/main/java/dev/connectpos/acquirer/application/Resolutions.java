package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.AuditEntry.Deed;
import dev.connectpos.acquirer.domain.PaymentDecision;
import dev.connectpos.acquirer.domain.PaymentDecision.Accepted;
import dev.connectpos.acquirer.domain.PaymentDecision.AlreadyDone;
import dev.connectpos.acquirer.domain.PaymentDecision.Rejected;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentState;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.acquirer.domain.Resolution;
import dev.connectpos.acquirer.domain.Resolution.Circumstances;
import dev.connectpos.acquirer.domain.Resolution.NotTaken;
import dev.connectpos.acquirer.domain.Resolution.Taken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sets right, each in one transaction with its entry in the audit log: the entry's
 * id is the cause of what is stated then.
 */
@ApplicationScoped
public class Resolutions {
  private static final String RESOLVE = "payment.resolve";

  private final PaymentStore store;
  private final ContradictionStore contradictions;
  private final MerchantRequests requests;
  private final Outcome outcome;
  private final AuditLog audit;
  private final PaymentSettings settings;
  private final Ids ids;
  private final Clock clock;

  Resolutions(
      PaymentStore store,
      ContradictionStore contradictions,
      MerchantRequests requests,
      Outcome outcome,
      AuditLog audit,
      PaymentSettings settings,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.contradictions = contradictions;
    this.requests = requests;
    this.outcome = outcome;
    this.audit = audit;
    this.settings = settings;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Who sets something right, and why.
   *
   * @param reason in the operator's words
   * @param reference to where the network, or the merchant, said so
   */
  public record Ground(String actor, String reason, String reference) {}

  /** What became of it. */
  public sealed interface Answer {}

  /** It is so now, or was before; then nothing is noted. */
  public record Resolved() implements Answer {}

  /** There is no such payment. */
  public record NoSuchPayment() implements Answer {}

  /**
   * It is not taken, and changes nothing.
   *
   * @param code stable, for machines
   */
  public record NotResolved(String code, String message) implements Answer {}

  /** Takes an operator's word for the network's. */
  @Transactional
  public Answer resolve(PaymentId id, Resolution resolution, Ground ground) {
    var found = store.lock(id);
    if (found.isEmpty()) {
      return new NoSuchPayment();
    }
    StoredPayment before = found.get();
    Instant now = clock.instant();
    var circumstances =
        new Circumstances(
            store.attempts(id, request(resolution)) >= settings.limits().adviceAlarm(),
            now,
            requests.available(before.payment().terms()));
    return switch (resolution.read(before.payment().state(), circumstances)) {
      case NotTaken(var why) -> new NotResolved(name(why), why.message());
      case Taken(var answer) -> {
        UUID deed = ids.eventId();
        StoredPayment operated = before.with(before.trail().operated(deed));
        PaymentDecision decision = operated.payment().decide(answer);
        yield switch (decision) {
          case Rejected(var rule) -> new NotResolved(name(rule), rule.message());
          case AlreadyDone _ -> new Resolved();
          case Accepted accepted -> {
            outcome.commit(operated, accepted, now);
            var what = what(resolution, before.payment().state());
            var done =
                new Deed(
                    ground.actor(),
                    RESOLVE,
                    id.value(),
                    what,
                    what(resolution, accepted.next()),
                    ground.reason(),
                    ground.reference());
            var _ = audit.write(done, deed, now);
            yield new Resolved();
          }
        };
      }
    };
  }

  /**
   * Closes a contradiction for which the books have no room: it was settled with the network and
   * the merchant otherwise. Nothing is posted.
   */
  @Transactional
  public Answer settleElsewhere(PaymentId id, RequestId request, Ground ground) {
    if (store.lock(id).isEmpty()) {
      return new NoSuchPayment();
    }
    Instant now = clock.instant();
    String because = ground.reason() + " (" + ground.reference() + ")";
    if (!contradictions.clear(id, request, now, because)) {
      return new NotResolved("no_contradiction", "no contradiction of this request is open");
    }
    var _ =
        audit.write(
            new Deed(
                ground.actor(),
                "contradiction.clear",
                id.value(),
                request + " contradicted",
                request + " settled elsewhere",
                ground.reason(),
                ground.reference()));
    return new Resolved();
  }

  private static @Nullable RequestId request(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Returned(var request) -> request;
      case Resolution.NotReturned(var request) -> request;
      case Resolution.Released _ -> null;
    };
  }

  /** The payment's state, and that of the cancellation that is meant. */
  private static String what(Resolution resolution, PaymentState state) {
    String name = state.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    RequestId request = request(resolution);
    return request == null
        ? name
        : name
            + ", "
            + request
            + " "
            + state
                .cancellations()
                .of(request)
                .map(one -> one.status().getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .orElse("unknown");
  }

  private static String name(Enum<?> why) {
    return why.name().toLowerCase(Locale.ROOT);
  }
}
