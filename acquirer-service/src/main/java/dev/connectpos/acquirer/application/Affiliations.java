package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.AffiliationStore.Affiliation;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.outbox.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/** Opens an affiliation for every account (A13). */
@ApplicationScoped
public class Affiliations {
  private final AffiliationStore store;
  private final Ids ids;
  private final Clock clock;

  Affiliations(AffiliationStore store, Ids ids, Clock clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * An account was opened: it gets its SAK.
   *
   * @param environment {@code live} or {@code test}
   */
  @Transactional
  public Verdict open(AccountId accountId, String name, String environment, String timeZone) {
    var affiliation = new Affiliation(accountId, ids.affiliationKey(), name, environment, timeZone);
    return store.open(affiliation, clock.instant());
  }

  /** Something else happened to an account; only its place in the stream is noted. */
  @Transactional
  public Verdict pass(AccountId accountId, long version) {
    return store.pass(accountId, version);
  }

  /** The SAK of an account, if it has one yet. */
  @Transactional
  public Optional<String> keyOf(AccountId accountId) {
    return store.keyOf(accountId);
  }
}
