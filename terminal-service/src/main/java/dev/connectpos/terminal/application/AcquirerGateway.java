package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.AttemptId;

/** Where card data goes: to acquirer-service and nowhere else. Called with no transaction open. */
public interface AcquirerGateway {

  /** What became of a presentment. Unclear answers count as unreachable: nothing was charged. */
  sealed interface Presented {
    /** Kept by the acquirer for a short while under a one-use reference. */
    record Accepted(String reference) implements Presented {}

    /** The acquirer can make nothing of it; the same data will be refused again. */
    record Rejected() implements Presented {}

    /** No answer that can be relied on. */
    record Unreachable() implements Presented {}
  }

  /** Whether a card is the one that paid. Unclear answers count as unreachable. */
  sealed interface Matched {
    /** It is. */
    record Same() implements Matched {}

    /** It is not. */
    record Other() implements Matched {}

    /** The acquirer can make nothing of it; the same data will be refused again. */
    record Rejected() implements Matched {}

    /** No answer that can be relied on. */
    record Unreachable() implements Matched {}
  }

  /**
   * A card that was read to cancel a sale.
   *
   * @param account whose sale it is
   * @param terminalSerial where the card was read
   */
  record CardOfSale(AccountId account, String terminalSerial, CancelSales.Ask ask) {}

  /** Hands over the encrypted card data of an attempt. Blocks for a few seconds at most. */
  Presented present(AttemptId attempt, String terminalSerial, EncryptedCard card);

  /** Has a card compared with the one that paid (feature T6); nothing of it is kept. */
  Matched match(CardOfSale card);
}
