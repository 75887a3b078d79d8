package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.AffiliationStore.Affiliate;
import dev.connectpos.acquirer.domain.Cancellation;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentOrigin;
import dev.connectpos.acquirer.domain.PaymentPlan;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A card network, as seen from here: slow, and silent at the worst moment. Called with no
 * transaction open. An exception from any method means that nobody knows what happened.
 */
public interface CardNetwork {

  /**
   * What the network is asked.
   *
   * @param reference ours, unique; everything later names it
   * @param affiliate the merchant (A10)
   * @param origin whether a card was there
   * @param amount to be held
   * @param plan function of the card and instalments
   * @param softDescriptor joined to the merchant's name on the shopper's statement (A8)
   * @param card opened
   */
  record AuthorizationRequest(
      PaymentId reference,
      Affiliate affiliate,
      PaymentOrigin origin,
      Money amount,
      PaymentPlan plan,
      @Nullable String softDescriptor,
      PresentedCard card) {}

  /** What came back of an authorization. What is not recognised is {@link Unclear}. */
  sealed interface Answer {}

  /** Held on the card. */
  record Approved(String authorizationCode, String returnCode) implements Answer, Finding {}

  /** Not held. */
  record Declined(String returnCode) implements Answer, Finding, Verification {}

  /** The network certainly did not get the request. */
  record NotDone() implements Answer, CancelAnswer, Verification {}

  /** Nobody knows. */
  record Unclear() implements Answer, Finding, CancelAnswer, Verification {}

  /** What an enquiry found. */
  sealed interface Finding {}

  /** The network does not know the reference. */
  record NotFound() implements Finding {}

  /** Asks for the money to be held. Never repeated with the same reference. */
  Answer authorize(AuthorizationRequest request);

  /** Asks what became of an authorization. Safe to repeat. */
  Finding enquire(PaymentId reference);

  /**
   * Advises that the authorization must not stand. Safe to repeat, and to be repeated until it is
   * acknowledged.
   *
   * @param repeat whether an earlier one was not acknowledged, for all we know
   * @return true if acknowledged: nothing is held, nor will be if the authorization is still on its
   *     way
   */
  boolean reverse(PaymentId reference, boolean repeat);

  /**
   * Money that is to go back.
   *
   * @param reference of the authorization
   * @param request the network carries it out once for ever, however often it is asked
   * @param kind a void releases the hold or undoes the sale; a refund is a credit of its own
   */
  record CancellationRequest(
      PaymentId reference, RequestId request, Cancellation.Kind kind, Money amount) {}

  /** What came back of a cancellation. What is not recognised is {@link Unclear}. */
  sealed interface CancelAnswer {}

  /** The money is going back. */
  record Canceled() implements CancelAnswer {}

  /** Nothing moved. */
  record CancelRefused(String returnCode) implements CancelAnswer {}

  /** What came back of a verification. What is not recognised is {@link Unclear}. */
  sealed interface Verification {}

  /** The issuer knows the card. */
  record Verified() implements Verification {}

  /** Asks whether a card is one, for no money (A7). Holds nothing; safe to repeat. */
  Verification verify(Affiliate affiliate, PresentedCard card);

  /** Asks for money to go back. Safe to repeat; after a refusal, repeating it is a new try. */
  CancelAnswer cancel(CancellationRequest request);
}
