package dev.connectpos.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.connectpos.dukpt.EncryptedCard;
import dev.connectpos.dukpt.InitialKey;
import dev.connectpos.dukpt.InitialKeyId;
import dev.connectpos.dukpt.TransactionCounter;
import dev.connectpos.dukpt.WorkingKeys;
import dev.connectpos.emulator.state.OpenAttempt;
import dev.connectpos.emulator.state.OpenCancellation;
import dev.connectpos.emulator.state.TerminalState;
import dev.connectpos.emulator.wire.ClientFrame;
import dev.connectpos.emulator.wire.Json;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;

/** Reads a card and encrypts it on the spot, for one purpose and under that purpose's keys. */
final class CardReader {

  private record Contents(String pan, String expiry, String holderName, String serviceCode) {}

  private final SecureRandom random;

  CardReader(SecureRandom random) {
    this.random = random;
  }

  /** The frame that starts the attempt, which the state must hold durably by now. */
  ClientFrame.PaymentStart read(TerminalState state, OpenAttempt attempt, ShopperScript shopper) {
    var sale = attempt.sale();
    return new ClientFrame.PaymentStart(
        sale.orderId(),
        attempt.attemptId(),
        sale.amountMinor(),
        sale.currency(),
        sale.paymentType(),
        sale.installments(),
        Objects.requireNonNull(sale.installmentType(), "who finances what is paid here"),
        shopper.entryMode().wireName(),
        encrypt(state, attempt.keyCounter(), attempt.attemptId(), shopper.card()));
  }

  /**
   * The frame that asks for the cancellation, which the state must hold durably by now. No PIN is
   * typed: the card only shows that it is the one that paid.
   */
  ClientFrame.SaleCancel read(
      TerminalState state, OpenCancellation cancellation, ShopperScript shopper) {
    var sale = cancellation.sale();
    return new ClientFrame.SaleCancel(
        cancellation.cancelId(),
        sale.paymentId(),
        sale.left(),
        sale.currency(),
        shopper.entryMode().wireName(),
        encrypt(
            state,
            cancellation.keyCounter(),
            cancellation.cancelId(),
            shopper.card().withPin(null)));
  }

  private EncryptedCard encrypt(TerminalState state, long keyCounter, String purpose, Card card) {
    byte[] contents = contents(card);
    var keyId = new InitialKeyId(state.initialKeyId());
    var counter = new TransactionCounter(keyCounter);
    try (InitialKey key = InitialKey.ofHex(keyId, state.initialKey());
        WorkingKeys keys = key.workingKeys(counter)) {
      var sealed = EncryptedCard.seal(keys, contents, purpose, random);
      String pin = card.pin();
      return pin == null ? sealed : sealed.withPin(keys, pin.toCharArray(), card.pan(), random);
    } finally {
      Arrays.fill(contents, (byte) 0);
    }
  }

  private static byte[] contents(Card card) {
    try {
      return Json.MAPPER.writeValueAsBytes(
          new Contents(card.pan(), card.expiry(), card.holderName(), card.serviceCode()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("four strings are not JSON", e);
    }
  }
}
