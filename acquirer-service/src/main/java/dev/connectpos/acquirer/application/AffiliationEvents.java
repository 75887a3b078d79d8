package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.AffiliationStore.Affiliation;
import java.time.Instant;

/** Where facts about affiliations are stated, in the caller's transaction. */
public interface AffiliationEvents {

  /**
   * The account may take card payments (A13).
   *
   * @param cause the account's event
   */
  void opened(Affiliation affiliation, Received cause, Instant at);
}
