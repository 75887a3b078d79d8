package dev.connectpos.order.domain;

import java.time.Instant;

/** What happened to an account and concerns others. */
public sealed interface AccountEvent {

  /** It exists. */
  record AccountOpened(Account account) implements AccountEvent {}

  /** It works differently from now on. */
  record AccountSettingsChanged(Account account) implements AccountEvent {}

  /** A key of it may be used from now on. */
  record ApiKeyIssued(ApiKey key, Environment environment) implements AccountEvent {}

  /** A key of it stops working, at the time it is valid until. */
  record ApiKeyRevoked(ApiKey key) implements AccountEvent {}

  /**
   * An order was placed that proves its set-up (A13).
   *
   * @param expiresAt not paid by then, it has proved that something is wrong
   */
  record SetupCheckStarted(AccountId account, OrderId order, String serialNumber, Instant expiresAt)
      implements AccountEvent {}
}
