package dev.connectpos.order.domain;

/** What happened to an account and concerns others. */
public sealed interface AccountEvent {

  /** It exists. */
  record AccountOpened(Account account) implements AccountEvent {}

  /** A key of it may be used from now on. */
  record ApiKeyIssued(ApiKey key, Environment environment) implements AccountEvent {}
}
