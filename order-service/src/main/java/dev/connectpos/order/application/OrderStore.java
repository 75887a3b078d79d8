package dev.connectpos.order.application;

import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.ChargeId;
import dev.connectpos.order.domain.OrderId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where orders are kept. Writes need a running transaction. */
public interface OrderStore {

  /** The order, if the account has it. */
  Optional<KeptOrder> find(AccountId account, OrderId id);

  /**
   * Lets all that the transaction reads be of one instant: an order is rows of several tables, read
   * one after another, and a payment may come between them. To be called first, and only where
   * nothing is written.
   */
  void readOneInstant();

  /** The order, whoever's it is. */
  Optional<KeptOrder> find(OrderId id);

  /** The order that the charge belongs to, if the account has it. */
  Optional<KeptOrder> find(AccountId account, ChargeId charge);

  /** Those of the orders that exist, in a number of queries that does not depend on how many. */
  List<KeptOrder> find(Collection<OrderId> ids);

  /** The order that the charge belongs to, whoever's it is. */
  Optional<OrderId> orderOf(ChargeId charge);

  /** The order that is due to be closed by itself longest and that nobody has locked. */
  Optional<OrderId> due(Instant now, Collection<OrderId> exceptFor);

  /** The order, if it is due and nobody has locked it; locked until the transaction ends. */
  Optional<KeptOrder> lockDue(OrderId id, Instant now);

  /** The nearest instant at which an order is due. */
  Optional<Instant> nearestDue(Collection<OrderId> exceptFor);

  /** The order, locked until the transaction ends; two commands never see the same state. */
  Optional<KeptOrder> lock(OrderId id);

  /** Keeps a new order. */
  void insert(KeptOrder order);

  /** Keeps what changed since the order was locked. */
  void save(KeptOrder before, KeptOrder after);
}
