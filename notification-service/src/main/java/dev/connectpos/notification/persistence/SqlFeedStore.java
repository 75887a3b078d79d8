package dev.connectpos.notification.persistence;

import dev.connectpos.notification.application.Fact;
import dev.connectpos.notification.application.FeedStore;
import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.HookId;
import dev.connectpos.notification.domain.HookType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.query.TypedParameterValue;
import org.hibernate.type.StandardBasicTypes;

/**
 * The feed in PostgreSQL. Places come from the account's row in feed_head, whose lock is held to
 * the commit: a sequence would give them out in another order than that in which they are seen.
 */
@ApplicationScoped
class SqlFeedStore implements FeedStore {
  private static final String TAKE_PLACES =
      """
      INSERT INTO feed_head (account_id, last_place) VALUES (:account, :count)
      ON CONFLICT (account_id) DO UPDATE
        SET last_place = feed_head.last_place + excluded.last_place
      RETURNING last_place
      """;
  private static final String ADD =
      """
      INSERT INTO feed (account_id, place, hook_id, type, order_id)
      VALUES (:account, :place, :hook, :type, :order)
      """;
  private static final String AFTER =
      """
      SELECT f.place, f.hook_id, h.occurred_at, h.body
      FROM feed f JOIN hook h ON h.id = f.hook_id
      WHERE f.account_id = :account AND f.place > :place
      """;

  private final Session session;

  SqlFeedStore(Session session) {
    this.session = session;
  }

  @Override
  public void append(List<Fact> facts) {
    String account = facts.getFirst().account().value();
    long last =
        session
            .createNativeQuery(TAKE_PLACES, Long.class)
            .setParameter("account", account)
            .setParameter("count", facts.size())
            .getSingleResult();
    long place = last - facts.size();
    for (Fact fact : facts) {
      session
          .createNativeMutationQuery(ADD)
          .setParameter("account", account)
          .setParameter("place", ++place)
          .setParameter("hook", fact.hook().value())
          .setParameter("type", fact.type().wireName())
          .setParameter(
              "order",
              TypedParameterValue.of(StandardBasicTypes.STRING, fact.orderId().orElse(null)))
          .executeUpdate();
    }
  }

  @Override
  public Optional<Long> placeOf(AccountId account, HookId hook) {
    return session
        .createNativeQuery(
            "SELECT place FROM feed WHERE hook_id = :hook AND account_id = :account", Long.class)
        .setParameter("hook", hook.value())
        .setParameter("account", account.value())
        .uniqueResultOptional();
  }

  @Override
  public long lastPlace(AccountId account) {
    return lastPlaces(Set.of(account)).getOrDefault(account, 0L);
  }

  @Override
  public Map<AccountId, Long> lastPlaces(Set<AccountId> accounts) {
    return session
        .createNativeQuery(
            "SELECT account_id, last_place FROM feed_head WHERE account_id IN (:accounts)",
            Object[].class)
        .setParameterList("accounts", accounts.stream().map(AccountId::value).toList())
        .getResultStream()
        .collect(Collectors.toMap(row -> new AccountId((String) row[0]), row -> (Long) row[1]));
  }

  @Override
  public List<Item> after(AccountId account, long place, Selection wanted, int limit) {
    String byType = wanted.types().isEmpty() ? "" : " AND f.type IN (:types)";
    String byOrder = wanted.orderId().isEmpty() ? "" : " AND f.order_id = :order";
    var query =
        session
            .createNativeQuery(
                AFTER + byType + byOrder + " ORDER BY f.place LIMIT :limit", Object[].class)
            .setParameter("account", account.value())
            .setParameter("place", place)
            .setParameter("limit", limit);
    if (!wanted.types().isEmpty()) {
      query.setParameterList("types", wanted.types().stream().map(HookType::wireName).toList());
    }
    wanted.orderId().ifPresent(order -> query.setParameter("order", order));
    return query
        .getResultStream()
        .map(
            row ->
                new Item(
                    (Long) row[0], new HookId((String) row[1]), (Instant) row[2], (byte[]) row[3]))
        .toList();
  }
}
