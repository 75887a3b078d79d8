package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.AffiliationStore.Affiliation;
import dev.connectpos.acquirer.application.AffiliationStore.Switch;
import dev.connectpos.acquirer.application.AffiliationStore.Switchboard;
import dev.connectpos.acquirer.domain.AccountId;
import java.time.Instant;

/** Where facts about affiliations are stated, in the caller's transaction. */
public interface AffiliationEvents {

  /**
   * The account may take card payments (A13).
   *
   * @param cause the account's event
   */
  void opened(Affiliation affiliation, Received cause, Instant at);

  /** An operator switched a service; {@code now} says how all of them are. */
  void switched(AccountId accountId, Switchboard now, Switch done, Instant at);
}
