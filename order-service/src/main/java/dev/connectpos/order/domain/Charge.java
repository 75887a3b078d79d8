package dev.connectpos.order.domain;

import dev.connectpos.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A payment as the PDV sees it: on a terminal once it is approved, over the API from the asking on.
 * One per payment; one over the API that failed may be tried again by another payment.
 *
 * @param transaction of the sale itself; each cancellation has its own
 * @param code the NSU, or over the API the PDV's own, until a capture names it otherwise
 * @param tries earlier payments of it that failed, oldest first
 * @param cancellations attempts to give money back, oldest first
 * @param requests what was asked of the acquirer, oldest first
 * @param metadata the PDV's own
 * @param createdAt when we learnt of it
 * @param updatedAt when anything the API shows of it changed last
 */
public record Charge(
    ChargeId id,
    TransactionId transaction,
    String code,
    Means means,
    ChargeState state,
    List<FailedTry> tries,
    List<Cancellation> cancellations,
    List<ChargeRequest> requests,
    SortedMap<String, String> metadata,
    Instant createdAt,
    Instant updatedAt) {

  public Charge {
    tries = List.copyOf(tries);
    cancellations = List.copyOf(cancellations);
    requests = List.copyOf(requests);
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }

  /** A charge that is news. */
  static Charge of(
      ChargeId id, TransactionId transaction, Sale sale, ChargeState state, Instant at) {
    return new Charge(
        id,
        transaction,
        sale.nsu(),
        sale,
        state,
        List.of(),
        List.of(),
        List.of(),
        Collections.emptySortedMap(),
        at,
        at);
  }

  /** A charge that the PDV adds. */
  static Charge of(NewCharge added, ChargeState state, Instant at) {
    return new Charge(
        added.id(),
        added.transaction(),
        added.code(),
        added.asked().means(),
        state,
        List.of(),
        List.of(),
        List.of(),
        added.metadata(),
        at,
        at);
  }

  /** The payment behind it; of several, the last. */
  public PaymentId payment() {
    return means.payment();
  }

  /** What it is for: asked for, or authorized. */
  public Money amount() {
    return means.amount();
  }

  /** What the acquirer approved; none while, or since, it approved nothing, and never of cash. */
  public Optional<Sale> sale() {
    return switch (means) {
      case Sale sale -> Optional.of(sale);
      case OnlineSale online -> Optional.of(online.sale());
      case CardAsk _ -> Optional.empty();
      case Cash _ -> Optional.empty();
    };
  }

  /** What was captured in all. */
  public Money captured() {
    return state instanceof ChargeState.Captured money ? money.captured() : zero();
  }

  /** What of the captured money went back. */
  public Money givenBack() {
    return state instanceof ChargeState.Captured money ? money.givenBack() : zero();
  }

  /**
   * What it counts against what the order owes. Captured in part for good it covers all that was
   * authorized, for the PDV wished to take less; until then, what was captured. Given back it
   * covers that much less, and all of it, nothing.
   */
  public Money covers() {
    return switch (state) {
      case ChargeState.Paid paid -> amount().minus(paid.givenBack());
      case ChargeState.PartiallyCaptured part -> part.captured().minus(part.givenBack());
      case ChargeState.Unapproved _ -> zero();
      case ChargeState.Pending _ -> zero();
      case ChargeState.Over _ -> zero();
    };
  }

  /** What is held and not captured. */
  public Money held() {
    return switch (state) {
      case ChargeState.Pending _ -> amount();
      case ChargeState.PartiallyCaptured part -> amount().minus(part.captured());
      case ChargeState.Unapproved _ -> zero();
      case ChargeState.Paid _ -> zero();
      case ChargeState.Over _ -> zero();
    };
  }

  /**
   * What may go back: what was captured and has not, and as long as nothing was captured, what is
   * held. What is held beside a capture goes with the last of it.
   */
  public Money returnable() {
    return state instanceof ChargeState.Pending ? held() : captured().minus(givenBack());
  }

  /** What it is to cover, should it come to that: asked for, with the outcome open. */
  public Money awaited() {
    return switch (state) {
      case ChargeState.Processing _ -> amount();
      case ChargeState.Unconfirmed _ -> amount();
      case ChargeState.Failed _ -> zero();
      case ChargeState.Pending _ -> zero();
      case ChargeState.Captured _ -> zero();
      case ChargeState.Over _ -> zero();
    };
  }

  /** Whether the acquirer is asked to take the money, with the outcome open. */
  public boolean isProcessing() {
    return state instanceof ChargeState.Processing;
  }

  /** What is asked to be given back, with the outcome open. */
  public Money asked() {
    return requests.stream()
        .filter(ChargeRequest::isOpen)
        .map(ChargeRequest::wish)
        .filter(ChargeRequest.Cancel.class::isInstance)
        .map(ChargeRequest.Wish::amount)
        .reduce(zero(), Money::plus);
  }

  /** Whether money is asked to be given back and the charge is not over. */
  public boolean pendingCancellation() {
    return !(state instanceof ChargeState.Over) && asked().isPositive();
  }

  /** Whether a capture is asked, with the outcome open. */
  public boolean pendingCapture() {
    return held().isPositive()
        && requests.stream().anyMatch(r -> r.isOpen() && r.wish() instanceof ChargeRequest.Capture);
  }

  /** The terminal whose operator had its money given back, or is having it so (T6). */
  public Optional<String> cancelingTerminal() {
    return requests.stream()
        .filter(request -> !(request.standing() instanceof ChargeRequest.Refused))
        .map(ChargeRequest::wish)
        .flatMap(wish -> wish instanceof ChargeRequest.Cancel c ? Stream.of(c) : Stream.empty())
        .flatMap(cancel -> Stream.ofNullable(cancel.terminalSerial()))
        .findFirst();
  }

  /** What was asked under the id. */
  public Optional<ChargeRequest> request(ChargeRequestId request) {
    return requests.stream().filter(r -> r.answersTo(request)).findFirst();
  }

  Charge with(ChargeState other, Instant at) {
    return as(means, other, at);
  }

  /** The same, with what is known of its payment now. */
  Charge as(Means other, ChargeState next, Instant at) {
    return new Charge(
        id,
        transaction,
        code,
        other,
        next,
        tries,
        cancellations,
        requests,
        metadata,
        createdAt,
        at);
  }

  /** The same, tried again by another payment; the failed one is kept. */
  Charge again(TransactionId other, CardAsk ask, ChargeState.Failed failed, Instant at) {
    var all = new ArrayList<>(tries);
    all.add(new FailedTry(transaction, payment(), amount(), failed.failure(), failed.failedAt()));
    return new Charge(
        id,
        other,
        code,
        ask,
        new ChargeState.Processing(false),
        all,
        cancellations,
        requests,
        metadata,
        createdAt,
        at);
  }

  Charge with(Cancellation more, Instant at) {
    var all = new ArrayList<>(cancellations);
    all.add(more);
    return new Charge(
        id, transaction, code, means, state, tries, all, requests, metadata, createdAt, at);
  }

  Charge with(ChargeRequest more, Instant at) {
    var all = new ArrayList<>(requests);
    all.add(more);
    return withRequests(all, at);
  }

  Charge with(SortedMap<String, String> other, Instant at) {
    return new Charge(
        id, transaction, code, means, state, tries, cancellations, requests, other, createdAt, at);
  }

  Charge called(String other, Instant at) {
    return new Charge(
        id,
        transaction,
        other,
        means,
        state,
        tries,
        cancellations,
        requests,
        metadata,
        createdAt,
        at);
  }

  /** The same with one request changed, if it was asked here. */
  Charge changing(
      @Nullable ChargeRequestId request, UnaryOperator<ChargeRequest> change, Instant at) {
    return withRequests(
        requests.stream().map(r -> r.answersTo(request) ? change.apply(r) : r).toList(), at);
  }

  private Charge withRequests(List<ChargeRequest> all, Instant at) {
    return new Charge(
        id, transaction, code, means, state, tries, cancellations, all, metadata, createdAt, at);
  }

  private Money zero() {
    return Money.zero(amount().currency());
  }
}
