package dev.connectpos.order.domain;

import java.time.Instant;

/** A customer that an account keeps. */
public record CustomerProfile(
    CustomerId id,
    AccountId account,
    Particulars particulars,
    Instant createdAt,
    Instant updatedAt) {

  /** The same customer, of whom more is known. */
  public CustomerProfile updatedBy(Particulars said, Instant at) {
    var next = particulars.updatedBy(said);
    return next.equals(particulars) ? this : new CustomerProfile(id, account, next, createdAt, at);
  }

  /** Who an order is for, as the order keeps it. */
  public Customer asOrdered() {
    return new Customer(id, particulars.name(), particulars.email());
  }
}
