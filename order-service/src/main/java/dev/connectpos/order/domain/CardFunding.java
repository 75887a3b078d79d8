package dev.connectpos.order.domain;

/** The account behind a card. */
public enum CardFunding {
  UNKNOWN,
  CREDIT,
  DEBIT,
  PREPAID
}
