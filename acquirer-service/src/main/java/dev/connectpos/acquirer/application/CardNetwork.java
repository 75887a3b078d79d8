package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentPlan;
import dev.connectpos.money.Money;

/**
 * A card network, as seen from here: slow, and silent at the worst moment. Called with no
 * transaction open. An exception from any method means that nobody knows what happened.
 */
public interface CardNetwork {

  /**
   * What the network is asked.
   *
   * @param reference ours, unique; everything later names it
   * @param affiliationKey the merchant's SAK (A10)
   * @param amount to be held
   * @param plan function of the card and instalments
   * @param card opened
   */
  record AuthorizationRequest(
      PaymentId reference,
      String affiliationKey,
      Money amount,
      PaymentPlan plan,
      PresentedCard card) {}

  /** What came back of an authorization. What is not recognised is {@link Unclear}. */
  sealed interface Answer {}

  /** Held on the card. */
  record Approved(String authorizationCode, String returnCode) implements Answer, Finding {}

  /** Not held. */
  record Declined(String returnCode) implements Answer, Finding {}

  /** The network certainly did not get the request. */
  record NotDone() implements Answer {}

  /** Nobody knows. */
  record Unclear() implements Answer, Finding {}

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
   * @param advice counts the advices of a payment
   * @return true if acknowledged: nothing is held, nor will be if the authorization is still on its
   *     way
   */
  boolean reverse(PaymentId reference, int advice);
}
