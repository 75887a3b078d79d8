package dev.connectpos.order.application;

import dev.connectpos.order.application.AccountStore.KeptAccount;
import dev.connectpos.order.domain.AccountEvent;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.ApiKey;
import dev.connectpos.order.domain.ApiKeyId;
import dev.connectpos.order.domain.KeyKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Issues, rotates and revokes the accounts' API keys, and knows whose a key is. */
@ApplicationScoped
public class ApiKeys {
  private final AccountStore store;
  private final AccountEvents events;
  private final Idempotency idempotency;
  private final Resources resources;
  private final Ids ids;
  private final Clock clock;

  ApiKeys(
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
   * What came of issuing a key.
   *
   * @param key the key itself, shown this once and kept nowhere; null if none was issued now
   */
  public record KeyReply(Reply reply, @Nullable String key) {}

  /** Who a key belongs to, if it is valid now. */
  @Transactional
  public Optional<KeyHolder> holderOf(String key) {
    return store.holderOf(ApiKey.sha256(key), clock.instant());
  }

  /** The account's keys as the API shows them, without secrets; empty if there is no account. */
  @Transactional
  public Optional<List<String>> list(AccountId account) {
    return store
        .find(account)
        .map(
            found ->
                store.keys(account).stream()
                    .map(key -> resources.apiKey(key, found.environment()))
                    .toList());
  }

  /** Issues a key of an account. A repeat of the call is told of the key, but not the key. */
  @Transactional
  public KeyReply issue(AccountId account, KeyKind kind, CallContext context) {
    var issued = new AtomicReference<@Nullable String>();
    var reply =
        idempotency.once(
            context.call(),
            () ->
                store
                    .lock(account)
                    .map(kept -> issue(kept, kind, context.origin(), issued::set))
                    .orElseGet(Reply.NoSuchAccount::new));
    return new KeyReply(reply, issued.get());
  }

  /** Issues a key in place of another, which stays valid for a while. */
  @Transactional
  public KeyReply rotate(AccountId account, ApiKeyId key, Duration overlap, CallContext context) {
    var issued = new AtomicReference<@Nullable String>();
    var reply =
        idempotency.once(
            context.call(),
            () ->
                store
                    .lock(account)
                    .map(kept -> rotate(kept, key, overlap, new Issue(context, issued::set)))
                    .orElseGet(Reply.NoSuchAccount::new));
    return new KeyReply(reply, issued.get());
  }

  /** Revokes a key at once; again is the same. */
  @Transactional
  public Reply revoke(AccountId account, ApiKeyId key, CallContext context) {
    return idempotency.once(
        context.call(),
        () ->
            store
                .lock(account)
                .map(kept -> revoke(kept, key, context.origin()))
                .orElseGet(Reply.NoSuchAccount::new));
  }

  private record Issue(CallContext context, Consumer<String> issued) {}

  private Reply issue(KeptAccount kept, KeyKind kind, Origin origin, Consumer<String> issued) {
    var account = kept.account();
    var text = ApiKey.text(kind, account.environment(), ids.secret());
    var key =
        new ApiKey(ids.apiKey(), account.id(), kind, ApiKey.sha256(text), clock.instant(), null);
    store.insert(key);
    issued.accept(text);
    publish(kept, new AccountEvent.ApiKeyIssued(key, account.environment()), origin);
    return new Reply.Done(resources.apiKey(key, account.environment()), false);
  }

  private Reply rotate(KeptAccount kept, ApiKeyId id, Duration overlap, Issue issue) {
    var found = store.find(kept.account().id(), id);
    if (found.isEmpty()) {
      return new Reply.NoSuchApiKey();
    }
    var old = found.get();
    if (old.validUntil() != null) {
      return new Reply.ApiKeyEnds();
    }
    var origin = issue.context().origin();
    var ending = old.until(clock.instant().plus(overlap));
    store.save(ending);
    var next = publish(kept, new AccountEvent.ApiKeyRevoked(ending), origin);
    return issue(next, old.kind(), origin, issue.issued());
  }

  private Reply revoke(KeptAccount kept, ApiKeyId id, Origin origin) {
    var found = store.find(kept.account().id(), id);
    if (found.isEmpty()) {
      return new Reply.NoSuchApiKey();
    }
    var key = found.get();
    if (!key.isOverAt(clock.instant())) {
      key = key.until(clock.instant());
      store.save(key);
      publish(kept, new AccountEvent.ApiKeyRevoked(key), origin);
    }
    return new Reply.Done(resources.apiKey(key, kept.account().environment()), false);
  }

  private KeptAccount publish(KeptAccount kept, AccountEvent event, Origin origin) {
    var next = kept.next(kept.account());
    store.save(next);
    events.publish(
        new AccountEvents.Fact(
            ids.event(),
            next.account().id(),
            event,
            next.streamVersion(),
            clock.instant(),
            origin));
    return next;
  }
}
