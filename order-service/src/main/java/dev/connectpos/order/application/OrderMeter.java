package dev.connectpos.order.application;

import dev.connectpos.order.domain.ClosedAs;

/** What operators count. Counted when the running transaction commits, and not otherwise. */
public interface OrderMeter {

  /** An order was placed. */
  void placed();

  /** An order was closed. */
  void closed(ClosedAs as);

  /** A charge was paid. */
  void chargePaid();

  /** An order is paid above its amount; somebody should look (invariant 1). */
  void overpaid();

  /** Money of a charge was given back. */
  void canceled();

  /** A cancellation that a terminal asked for was refused. */
  void terminalRefused();

  /** Money that an order must not keep is not going back: an operator must look. */
  void undoRefused();

  /** A charge was not captured in time. */
  void chargeExpired();

  /** A payment was declined. */
  void paymentFailed();
}
