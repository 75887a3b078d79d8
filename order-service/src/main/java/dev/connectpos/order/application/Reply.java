package dev.connectpos.order.application;

import dev.connectpos.order.domain.OrderRejection;
import org.jspecify.annotations.Nullable;

/** What came of a call that writes. */
public sealed interface Reply {

  /**
   * It is done.
   *
   * @param body the resource, as the edge renders it
   * @param replayed whether it was done by an earlier call with the same Idempotency-Key
   */
  record Done(String body, boolean replayed) implements Reply {}

  /**
   * It is asked for, and its outcome comes later. See {@link Idempotency}.
   *
   * @param reference what to wait for, as the effect named it
   * @param repeated whether it was asked for by an earlier call with the same Idempotency-Key
   */
  record Asked(String reference, boolean repeated) implements Reply {}

  /** It is refused; nothing was kept, and the same key may be tried again. */
  record Refused(OrderRejection reason) implements Reply {}

  /**
   * The order would come to less than the account allows.
   *
   * @param minimumMinor what it is to come to at least
   */
  record BelowMinimum(long minimumMinor) implements Reply {}

  /**
   * A terminal that the order is addressed to takes none (T3, T4).
   *
   * @param index which of those that the order names
   * @param replacedBy the serial number of the terminal that took its place; null: none did
   */
  record TerminalInactive(int index, String serialNumber, @Nullable String replacedBy)
      implements Reply {}

  /** The account has no such customer. */
  record NoSuchCustomer() implements Reply {}

  /**
   * Another service will not, or knows of no such thing.
   *
   * @param code why, as the services agreed
   * @param field what is wrong with the request, if something is
   */
  record Declined(String code, @Nullable String field) implements Reply {}

  /** Another customer of the account has the e-mail address. */
  record EmailTaken() implements Reply {}

  /** The Idempotency-Key was used with another body, and the account wants that refused. */
  record KeyReused() implements Reply {}

  /** The account named in the call does not exist. */
  record NoSuchAccount() implements Reply {}

  /** The account has no such API key. */
  record NoSuchApiKey() implements Reply {}

  /** The API key is over, or about to be, and cannot be rotated. */
  record ApiKeyEnds() implements Reply {}
}
