package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.AffiliationStore.Affiliate;
import dev.connectpos.acquirer.application.AffiliationStore.Affiliation;
import dev.connectpos.acquirer.application.AffiliationStore.Settings;
import dev.connectpos.acquirer.application.AffiliationStore.SetupCheck;
import dev.connectpos.acquirer.application.AffiliationStore.Switch;
import dev.connectpos.acquirer.application.AffiliationStore.Switchboard;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.AuditEntry.Deed;
import dev.connectpos.outbox.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Opens an affiliation for every account, and switches its services (A13). */
@ApplicationScoped
public class Affiliations {
  private final AffiliationStore store;
  private final AffiliationEvents events;
  private final Ids ids;
  private final AffiliationBells bells;
  private final AfterCommit afterCommit;
  private final AuditLog audit;
  private final Clock clock;

  Affiliations(
      AffiliationStore store,
      AffiliationEvents events,
      Ids ids,
      AffiliationBells bells,
      AfterCommit afterCommit,
      AuditLog audit,
      Clock clock) {
    this.store = store;
    this.events = events;
    this.ids = ids;
    this.bells = bells;
    this.afterCommit = afterCommit;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * An account as its own events tell it.
   *
   * @param environment {@code live} or {@code test}
   * @param timeZone IANA zone of the merchant's day
   */
  public record Opening(AccountId accountId, String name, String environment, String timeZone) {}

  /** An account was opened: it gets its SAK, and that is told. */
  @Transactional
  public Verdict open(Opening account, Received received) {
    Instant now = clock.instant();
    var affiliation =
        new Affiliation(
            account.accountId(),
            ids.affiliationKey(),
            account.name(),
            account.environment(),
            account.timeZone());
    Verdict verdict = store.open(affiliation, now);
    if (verdict == Verdict.APPLIED) {
      events.opened(affiliation, received, now);
      afterCommit.run(() -> bells.ring(account.accountId()));
    }
    return verdict;
  }

  /** The account's settings changed; only operators change them, at order-service. */
  @Transactional
  public Verdict change(AccountId accountId, Settings settings, long version) {
    Verdict verdict = store.change(accountId, settings, version);
    if (verdict == Verdict.APPLIED) {
      var _ =
          audit.write(
              new Deed(
                  "order-service",
                  "affiliation.change",
                  accountId.value(),
                  null,
                  settings.toString(),
                  null,
                  "account event " + version));
    }
    return verdict;
  }

  /** A set-up check of the account began. */
  @Transactional
  public Verdict check(AccountId accountId, SetupCheck check, long version) {
    return store.check(accountId, check, version);
  }

  /**
   * Switches a service, and states that; one that is so already is left as it is.
   *
   * @param actor whose token was shown; who the switch says it is may be anybody behind it
   * @return false if the account has no affiliation
   */
  @Transactional
  public boolean switchService(AccountId accountId, Switch wanted, String actor) {
    var found = store.lock(accountId);
    if (found.isEmpty()) {
      return false;
    }
    var services = found.get().services();
    Integer length = wanted.maxLength();
    var next =
        services.with(
            wanted.service(),
            wanted.enabled(),
            length == null ? services.softDescriptorMaxLength() : length);
    if (!next.equals(services)) {
      Instant now = clock.instant();
      var board = new Switchboard(next, found.get().statedVersion() + 1);
      store.save(accountId, board, wanted, now);
      events.switched(accountId, board, wanted, now);
      var _ =
          audit.write(
              new Deed(
                  actor,
                  "affiliation.switch_service",
                  accountId.value(),
                  services.toString(),
                  next.toString(),
                  wanted.reason(),
                  wanted.by()));
    }
    return true;
  }

  /** Something else happened to an account; only its place in the stream is noted. */
  @Transactional
  public Verdict pass(AccountId accountId, long version) {
    return store.pass(accountId, version);
  }

  /** The affiliation of an account, if it has one yet. */
  @Transactional
  public Optional<Affiliate> affiliateOf(AccountId accountId) {
    return store.affiliateOf(accountId);
  }
}
