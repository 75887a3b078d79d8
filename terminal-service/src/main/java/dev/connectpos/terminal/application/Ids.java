package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.PairingId;
import dev.connectpos.terminal.domain.PaymentId;
import dev.connectpos.terminal.domain.RequestId;
import dev.connectpos.terminal.domain.TerminalId;
import java.util.UUID;

/** New ids and new secrets, both from a source of real randomness. */
public interface Ids {
  TerminalId terminal();

  PaymentId payment();

  /** Of a cancellation that a terminal asks for, in order-service's format. */
  RequestId request();

  /** Of a standalone sale; every other order has order-service's id. */
  OrderId order();

  PairingId pairing();

  /** UUIDv7. */
  UUID event();

  /** Six characters that people do not confuse: no 0, O, 1, I or L. */
  String pairingCode();

  /** 256 bits in URL-safe base 64. */
  String secret();
}
