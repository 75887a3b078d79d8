package dev.connectpos.order.application;

import dev.connectpos.order.application.AccountStore.KeptAccount;
import dev.connectpos.order.application.ListStore.Found;
import dev.connectpos.order.application.ListStore.Slice;
import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.AccountEvent;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.AccountSettings;
import dev.connectpos.order.domain.AcquirerServices;
import dev.connectpos.order.domain.Environment;
import dev.connectpos.outbox.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Merchant accounts. */
@ApplicationScoped
public class Accounts {
  private final AccountStore store;
  private final AccountEvents events;
  private final Idempotency idempotency;
  private final Resources resources;
  private final Ids ids;
  private final Clock clock;

  Accounts(
      AccountStore store,
      AccountEvents events,
      Idempotency idempotency,
      Resources resources,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.events = events;
    this.idempotency = idempotency;
    this.resources = resources;
    this.ids = ids;
    this.clock = clock;
  }

  /** An account to be opened. */
  public record Draft(Environment environment, AccountSettings settings) {}

  /** Opens an account. */
  @Transactional
  public Reply open(Draft draft, CallContext context) {
    return idempotency.once(context.call(), () -> open(draft, context.origin()));
  }

  /** Changes how an account works. */
  @Transactional
  public Reply change(AccountId id, UnaryOperator<AccountSettings> change, CallContext context) {
    return idempotency.once(context.call(), () -> change(id, change, context.origin()));
  }

  /** The account as the API shows it. */
  @Transactional
  public Optional<String> find(AccountId id) {
    return store.find(id).map(resources::account);
  }

  /** A page of the accounts, newest first, as the API shows each. */
  @Transactional
  public Found<String> list(Slice slice) {
    return store.list(slice).as(resources::account);
  }

  /**
   * Takes in that the acquirer affiliated an account (A13).
   *
   * @return empty if there is no such account
   */
  @Transactional
  public Optional<Verdict> affiliated(AccountId id, String sak, long version) {
    return hear(id, account -> account.affiliatedAs(sak), version);
  }

  /**
   * Takes in what services the acquirer gives an account (A13).
   *
   * @return empty if there is no such account
   */
  @Transactional
  public Optional<Verdict> served(AccountId id, AcquirerServices services, long version) {
    return hear(id, account -> account.with(services), version);
  }

  private Optional<Verdict> hear(AccountId id, UnaryOperator<Account> change, long version) {
    return store
        .lock(id)
        .map(
            kept -> {
              var verdict = Verdict.of(kept.heard(), version);
              if (verdict == Verdict.APPLIED) {
                var changed = change.apply(kept.account());
                store.save(new KeptAccount(changed, kept.streamVersion(), version));
              }
              return verdict;
            });
  }

  private Reply open(Draft draft, Origin origin) {
    var account =
        new Account(
            ids.account(),
            draft.environment(),
            draft.settings(),
            null,
            AcquirerServices.USUAL,
            clock.instant());
    var kept = new KeptAccount(account, 1, 0);
    store.insert(kept);
    publish(kept, new AccountEvent.AccountOpened(account), origin);
    return new Reply.Done(resources.account(account), false);
  }

  private Reply change(AccountId id, UnaryOperator<AccountSettings> change, Origin origin) {
    var found = store.lock(id);
    if (found.isEmpty()) {
      return new Reply.NoSuchAccount();
    }
    var account = found.get().account();
    var changed = account.with(change.apply(account.settings()));
    if (!changed.equals(account)) {
      var kept = found.get().next(changed);
      store.save(kept);
      publish(kept, new AccountEvent.AccountSettingsChanged(changed), origin);
    }
    return new Reply.Done(resources.account(changed), false);
  }

  private void publish(KeptAccount kept, AccountEvent event, Origin origin) {
    events.publish(
        new AccountEvents.Fact(
            ids.event(),
            kept.account().id(),
            event,
            kept.streamVersion(),
            clock.instant(),
            origin));
  }
}
