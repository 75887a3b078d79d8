package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.AttemptId;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.PaymentId;
import dev.connectpos.terminal.domain.TerminalId;
import java.util.List;
import java.util.Optional;

/** Payment attempts, kept for ever. The caller holds the lock of the terminal when it writes. */
public interface AttemptStore {

  void add(PaymentAttempt attempt);

  void save(PaymentAttempt attempt);

  /** Where the payment was begun, to lock the terminal before the attempt is read. */
  Optional<TerminalId> terminalOf(PaymentId id);

  Optional<PaymentAttempt> find(PaymentId id);

  Optional<PaymentAttempt> find(TerminalId terminal, AttemptId attempt);

  /** All attempts of an order, the oldest first. */
  List<PaymentAttempt> ofOrder(OrderId order);
}
