package dev.connectpos.order.domain;

import dev.connectpos.money.Money;
import java.util.SortedMap;

/**
 * A charge as the PDV adds it over the API.
 *
 * @param code the PDV's own reference
 */
public record NewCharge(
    ChargeId id,
    TransactionId transaction,
    String code,
    Asked asked,
    SortedMap<String, String> metadata) {

  /** What it is to be paid with. */
  public sealed interface Asked {
    Means means();
  }

  /**
   * A card.
   *
   * @param reference of the card in the acquirer's vault; one use, for this payment only
   */
  public record ByCard(CardAsk means, String reference) implements Asked {}

  /**
   * Cash.
   *
   * @param confirmed whether the PDV has it already
   */
  public record ByCash(Cash means, boolean confirmed) implements Asked {}

  Money amount() {
    return asked.means().amount();
  }
}
