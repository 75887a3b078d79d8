package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.AttemptId;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.PaymentId;
import dev.connectpos.terminal.domain.TerminalId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Payment attempts, kept for ever. The caller holds the lock of the order when it writes. */
public interface AttemptStore {

  /** What to lock, in this order, before an attempt is read. */
  record Place(TerminalId terminal, OrderId order) {}

  /** Adds it for the account that its terminal belongs to. */
  void add(PaymentAttempt attempt, AccountId account);

  void save(PaymentAttempt attempt);

  /** Where the payment was begun, and for which order; never changes. */
  Optional<Place> placeOf(PaymentId id);

  Optional<PaymentAttempt> find(PaymentId id);

  Optional<PaymentAttempt> find(TerminalId terminal, AttemptId attempt);

  /** Whether the outcome of a payment of the terminal is open. */
  boolean hasLive(TerminalId terminal);

  /** The payment of the terminal whose outcome is open, if one is. */
  Optional<PaymentAttempt> liveOf(TerminalId terminal);

  /** Attempts that began by an instant and whose outcome is open, the oldest first. */
  List<PaymentAttempt> liveBy(Instant startedBy, int limit);

  /** When the oldest attempt began that began after an instant and whose outcome is open. */
  Optional<Instant> oldestLiveAfter(Instant instant);

  /** All attempts of an order, on whichever terminal, the oldest first. */
  List<PaymentAttempt> ofOrder(OrderId order);
}
