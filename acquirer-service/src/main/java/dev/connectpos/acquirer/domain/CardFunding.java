package dev.connectpos.acquirer.domain;

/** Account behind a card. */
public enum CardFunding {
  CREDIT,
  DEBIT,
  PREPAID
}
