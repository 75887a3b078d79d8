package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.Posting;

/** The double-entry ledger: append only. */
public interface Ledger {

  /** Posts, in the caller's transaction. A payment is posted once per kind and request. */
  void post(Posting posting);
}
