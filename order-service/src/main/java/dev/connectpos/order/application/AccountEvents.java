package dev.connectpos.order.application;

import dev.connectpos.order.domain.AccountEvent;
import dev.connectpos.order.domain.AccountId;
import java.time.Instant;
import java.util.UUID;

/** Where the facts about accounts go, in the transaction that makes them true. */
public interface AccountEvents {

  /** Publishes a fact. */
  void publish(Fact fact);

  /**
   * One fact.
   *
   * @param id UUIDv7; the message id for ever
   * @param version its place in the account's stream, from 1
   */
  record Fact(
      UUID id, AccountId account, AccountEvent event, long version, Instant at, Origin origin) {}
}
