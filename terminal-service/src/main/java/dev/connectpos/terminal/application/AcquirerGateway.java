package dev.connectpos.terminal.application;

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

  /** Hands over the encrypted card data of an attempt. Blocks for a few seconds at most. */
  Presented present(AttemptId attempt, String terminalSerial, EncryptedCard card);
}
