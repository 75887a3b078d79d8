package dev.connectpos.acquirer.domain;

/** The accounts of the ledger. A debit is positive, a credit negative. */
public enum LedgerAccount {
  /** What the card networks owe us. */
  NETWORK_CLEARING,
  /** What we owe the merchant before fees. */
  MERCHANT_RECEIVABLE,
  /** What the merchant owes us in fees. */
  MERCHANT_FEE,
  /** What we earned. */
  FEE_REVENUE,
  /** What left for the merchants' bank accounts. */
  MERCHANT_PAYOUT
}
