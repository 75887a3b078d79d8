package dev.connectpos.order.application;

import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.AccountEvent;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.ApiKey;
import dev.connectpos.order.domain.Environment;
import dev.connectpos.order.domain.KeyKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Merchant accounts and their API keys. */
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

  /**
   * An account to be opened.
   *
   * @param refusesReusedKeys see {@link Account#refusesReusedKeys()}
   */
  public record Draft(
      String name, Environment environment, ZoneId timeZone, boolean refusesReusedKeys) {}

  /** A key to be issued. */
  public record KeyDraft(AccountId account, KeyKind kind) {}

  /**
   * What came of issuing a key.
   *
   * @param key the key itself, shown this once and kept nowhere; null if none was issued now
   */
  public record KeyReply(Reply reply, @Nullable String key) {}

  /** Opens an account. */
  @Transactional
  public Reply open(Draft draft, CallContext context) {
    return idempotency.once(context.call(), () -> open(draft, context.origin()));
  }

  /** Issues a key of an account. A repeat of the call is told of the key, but not the key. */
  @Transactional
  public KeyReply issueKey(KeyDraft draft, CallContext context) {
    var issued = new AtomicReference<@Nullable String>();
    var reply =
        idempotency.once(context.call(), () -> issueKey(draft, context.origin(), issued::set));
    return new KeyReply(reply, issued.get());
  }

  /** Who a key belongs to; one indexed query. */
  @Transactional
  public Optional<KeyHolder> holderOf(String key) {
    return store.holderOf(ApiKey.sha256(key));
  }

  private Reply open(Draft draft, Origin origin) {
    var account =
        new Account(
            ids.account(),
            draft.name(),
            draft.environment(),
            draft.timeZone(),
            draft.refusesReusedKeys(),
            clock.instant());
    store.insert(account);
    publish(
        new AccountStore.Versioned(account, 1), new AccountEvent.AccountOpened(account), origin);
    return new Reply.Done(resources.account(account), false);
  }

  private Reply issueKey(KeyDraft draft, Origin origin, Consumer<String> issued) {
    var found = store.lockForEvent(draft.account());
    if (found.isEmpty()) {
      return new Reply.NoSuchAccount();
    }
    var environment = found.get().account().environment();
    var text = ApiKey.text(draft.kind(), environment, ids.secret());
    var key =
        new ApiKey(
            ids.apiKey(), draft.account(), draft.kind(), ApiKey.sha256(text), clock.instant());
    store.insert(key);
    issued.accept(text);
    publish(found.get(), new AccountEvent.ApiKeyIssued(key, environment), origin);
    return new Reply.Done(resources.apiKey(key, environment), false);
  }

  private void publish(AccountStore.Versioned at, AccountEvent event, Origin origin) {
    events.publish(
        new AccountEvents.Fact(
            ids.event(), at.account().id(), event, at.version(), clock.instant(), origin));
  }
}
