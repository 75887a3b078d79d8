package dev.connectpos.terminal.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A direct order as its terminal has it. One at a time holds the screen; an order in payment keeps
 * it until the outcome is known, even when the PDV has closed it meanwhile.
 *
 * @param id order-service's id
 * @param accountId whose order it is
 * @param terminalSerial the terminal it is addressed to
 * @param terms what was ordered
 * @param status where it stands
 * @param closed how the PDV closed it, if it did
 * @param turnAt since when it has held the screen, if it did
 * @param shownAt when the terminal first reported it on the screen
 * @param correlationId of the request that placed it
 * @param traceparent trace context of that request, if there was one
 * @param lastOrderVersion version of the last fact of order-service applied
 */
public record OpenOrder(
    OrderId id,
    AccountId accountId,
    String terminalSerial,
    OrderTerms terms,
    OrderStatus status,
    @Nullable WithdrawReason closed,
    @Nullable Instant turnAt,
    @Nullable Instant shownAt,
    String correlationId,
    @Nullable String traceparent,
    long lastOrderVersion) {

  /** Its turn has come. */
  public OpenOrder show(Instant at) {
    if (status != OrderStatus.QUEUED) {
      throw new IllegalStateException("cannot show " + id + " when " + status);
    }
    return with(OrderStatus.SHOWING, closed, at, shownAt);
  }

  /** The terminal reports it on the screen. */
  public OpenOrder shown(Instant at) {
    return shownAt == null ? with(status, closed, turnAt, at) : this;
  }

  /** The PDV closed it; {@link #settle} decides what that means. */
  public OpenOrder close(WithdrawReason reason) {
    return with(status, reason, turnAt, shownAt);
  }

  /**
   * Where the order stands by its attempts.
   *
   * @param live whether an attempt's outcome is open
   * @param captured whether an attempt was captured
   */
  public OpenOrder settle(boolean live, boolean captured) {
    OrderStatus next;
    if (live) {
      next = OrderStatus.PAYING;
    } else if (captured) {
      next = OrderStatus.PAID;
    } else if (closed != null) {
      next = OrderStatus.WITHDRAWN;
    } else {
      next = status == OrderStatus.PAYING ? OrderStatus.SHOWING : status;
    }
    return with(next, closed, turnAt, shownAt);
  }

  /** After a fact of order-service. */
  public OpenOrder heard(long orderVersion) {
    return new OpenOrder(
        id,
        accountId,
        terminalSerial,
        terms,
        status,
        closed,
        turnAt,
        shownAt,
        correlationId,
        traceparent,
        orderVersion);
  }

  private OpenOrder with(
      OrderStatus nextStatus,
      @Nullable WithdrawReason nextClosed,
      @Nullable Instant nextTurnAt,
      @Nullable Instant nextShownAt) {
    return new OpenOrder(
        id,
        accountId,
        terminalSerial,
        terms,
        nextStatus,
        nextClosed,
        nextTurnAt,
        nextShownAt,
        correlationId,
        traceparent,
        lastOrderVersion);
  }
}
