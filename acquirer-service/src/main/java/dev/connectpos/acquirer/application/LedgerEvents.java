package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.SettlementStore.Settlement;

/** Facts about the ledger that no payment's event tells. */
public interface LedgerEvents {

  /** An affiliation was paid what was due; in the caller's transaction. */
  void settled(Settlement settlement);
}
