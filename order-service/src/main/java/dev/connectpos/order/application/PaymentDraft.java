package dev.connectpos.order.application;

import dev.connectpos.money.Money;
import dev.connectpos.order.domain.OperationType;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A payment over the API as the PDV asks for it: well-formed, without ids. */
public sealed interface PaymentDraft {
  Money amount();

  /** The PDV's own, of the charge. */
  SortedMap<String, String> metadata();

  /** By credit card. */
  record ByCard(
      Money amount,
      CardSource card,
      int installments,
      OperationType operationType,
      @Nullable String statementDescriptor,
      SortedMap<String, String> metadata)
      implements PaymentDraft {}

  /**
   * In cash, outside of this system.
   *
   * @param confirmed whether the PDV has it already
   */
  record InCash(
      Money amount,
      @Nullable String description,
      boolean confirmed,
      SortedMap<String, String> metadata)
      implements PaymentDraft {}
}
