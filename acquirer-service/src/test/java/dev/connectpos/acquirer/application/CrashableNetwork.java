package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.Cancellation;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.money.Money;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A network that keeps what the port demands (an advice beats its authorization wherever that is; a
 * cancellation is carried out once), but answers as it likes, and whose caller may crash before it
 * acts or before it answers.
 */
final class CrashableNetwork implements CardNetwork {
  /** How it takes the next calls. */
  enum Mood {
    ANSWERS,
    REFUSES,
    /** Acts, and the answer is lost. */
    LOSES_ANSWERS,
    /** Authorizations arrive later; everything else is lost before it acts. */
    IS_SLOW
  }

  private final CrashingTables crashes;
  private final Map<PaymentId, Answer> decided = new LinkedHashMap<>();
  private final Map<PaymentId, Money> held = new HashMap<>();
  private final Set<PaymentId> advised = new HashSet<>();
  private final Map<RequestId, Money> given = new HashMap<>();
  private final Deque<AuthorizationRequest> onTheirWay = new ArrayDeque<>();
  private Mood mood = Mood.ANSWERS;

  CrashableNetwork(CrashingTables crashes) {
    this.crashes = crashes;
  }

  void is(Mood next) {
    mood = next;
  }

  /** What the shopper misses: held or captured, less what went back. */
  Money takenBy(PaymentId reference) {
    return held.getOrDefault(reference, Money.brl(0));
  }

  /** Decides the oldest request that is still on its way. */
  Optional<PaymentId> decidesOne() {
    var request = Optional.ofNullable(onTheirWay.poll());
    request.ifPresent(this::decide);
    return request.map(AuthorizationRequest::reference);
  }

  /** What it decided. */
  Answer decision(PaymentId reference) {
    return decided.getOrDefault(reference, new Unclear());
  }

  @Override
  public Answer authorize(AuthorizationRequest request) {
    crashes.point();
    if (mood == Mood.IS_SLOW) {
      onTheirWay.add(request);
      crashes.point();
      return new Unclear();
    }
    decide(request);
    crashes.point();
    return mood == Mood.LOSES_ANSWERS ? new Unclear() : decision(request.reference());
  }

  private void decide(AuthorizationRequest request) {
    PaymentId id = request.reference();
    if (mood == Mood.REFUSES || advised.contains(id)) {
      decided.put(id, new Declined("1016"));
    } else {
      decided.put(id, new Approved("A1B2C3", "0"));
      held.put(id, request.amount());
    }
  }

  @Override
  public Finding enquire(PaymentId reference) {
    crashes.point();
    if (mood != Mood.ANSWERS) {
      return new Unclear();
    }
    return switch (decided.get(reference)) {
      case Approved approved -> approved;
      case Declined declined -> declined;
      case null, default -> new NotFound();
    };
  }

  @Override
  public boolean reverse(PaymentId reference, boolean repeat) {
    crashes.point();
    if (mood == Mood.IS_SLOW) {
      return false;
    }
    advised.add(reference);
    held.remove(reference);
    crashes.point();
    return mood != Mood.LOSES_ANSWERS;
  }

  @Override
  public CancelAnswer cancel(CancellationRequest request) {
    crashes.point();
    if (mood == Mood.IS_SLOW) {
      return new NotDone();
    }
    boolean isNew = !given.containsKey(request.request());
    if (isNew && mood == Mood.REFUSES) {
      return new CancelRefused("1024");
    }
    if (isNew) {
      given.put(request.request(), request.amount());
      Money before = takenBy(request.reference());
      // The release of a hold gives back whatever is held.
      Money back = request.kind() == Cancellation.Kind.VOID ? before : request.amount();
      held.put(request.reference(), before.minus(back));
    }
    crashes.point();
    return mood == Mood.LOSES_ANSWERS ? new Unclear() : new Canceled();
  }

  @Override
  public Verification verify(AffiliationStore.Affiliate affiliate, PresentedCard card) {
    throw new UnsupportedOperationException();
  }
}
