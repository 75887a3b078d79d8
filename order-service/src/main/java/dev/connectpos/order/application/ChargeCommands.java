package dev.connectpos.order.application;

import dev.connectpos.order.domain.ChargeAsk;
import dev.connectpos.order.domain.PlacedOrder;
import java.time.Instant;
import java.util.UUID;

/** Where the acquirer is asked, in the transaction that keeps that it was. */
public interface ChargeCommands {

  /** Gives a command. */
  void give(Command command);

  /**
   * One command.
   *
   * @param id UUIDv7; the message id for ever
   * @param version its place in the payment's stream, from 1
   */
  record Command(
      UUID id, ChargeAsk ask, PlacedOrder order, long version, Instant at, Origin origin) {}
}
