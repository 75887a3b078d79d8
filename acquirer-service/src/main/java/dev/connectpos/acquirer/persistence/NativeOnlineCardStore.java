package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.OnlineCardStore;
import dev.connectpos.acquirer.application.VaultedCard;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.PaymentId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.NativeQuery;

/**
 * Cards of a moment in their UNLOGGED tables. Native SQL: they shall not linger in a session of
 * Hibernate.
 */
@ApplicationScoped
class NativeOnlineCardStore implements OnlineCardStore {
  private static final String CARD =
      """
      brand, CAST(first_six AS text) AS first_six, CAST(last_four AS text) AS last_four,
      holder_name, CAST(expiry AS text) AS expiry, key_id, data_key, contents""";
  private static final String PRESENTMENT =
      "reference, account_id, payment_id, token, card_id, expires_at, " + CARD;
  private static final String TOKEN = "token, account_id, created_at, expires_at, " + CARD;

  private final Session session;

  NativeOnlineCardStore(Session session) {
    this.session = session;
  }

  @Override
  public void put(OnlinePresentment presentment) {
    card(
            session.createNativeMutationQuery(
                """
                INSERT INTO online_presentment
                  (reference, account_id, payment_id, token, card_id, brand, first_six, last_four,
                   holder_name, expiry, key_id, data_key, contents, expires_at)
                VALUES (:reference, :account, :payment, CAST(:token AS text), CAST(:card AS text),
                   :brand, :first, :last, CAST(:name AS text), :expiry, :key, :dataKey, :contents,
                   :expires)
                ON CONFLICT ON CONSTRAINT one_card_for_a_payment DO UPDATE
                  SET reference = excluded.reference, token = excluded.token,
                      card_id = excluded.card_id, brand = excluded.brand,
                      first_six = excluded.first_six, last_four = excluded.last_four,
                      holder_name = excluded.holder_name, expiry = excluded.expiry,
                      key_id = excluded.key_id, data_key = excluded.data_key,
                      contents = excluded.contents, expires_at = excluded.expires_at"""),
            presentment.card())
        .setParameter("reference", presentment.reference())
        .setParameter("account", presentment.accountId().value())
        .setParameter("payment", presentment.paymentId().value())
        .setParameter("token", presentment.token())
        .setParameter("card", presentment.cardId())
        .setParameter("expires", presentment.expiresAt())
        .executeUpdate();
  }

  @Override
  public Optional<OnlinePresentment> find(AccountId accountId, PaymentId paymentId) {
    return one(session
            .createNativeQuery(
                "SELECT "
                    + PRESENTMENT
                    + " FROM online_presentment"
                    + " WHERE account_id = :account AND payment_id = :payment",
                Tuple.class)
            .setParameter("account", accountId.value())
            .setParameter("payment", paymentId.value()))
        .map(NativeOnlineCardStore::presentment);
  }

  @Override
  public boolean prolong(String reference, Instant expiresAt) {
    return session
            .createNativeMutationQuery(
                "UPDATE online_presentment SET expires_at = :expires WHERE reference = :reference")
            .setParameter("expires", expiresAt)
            .setParameter("reference", reference)
            .executeUpdate()
        == 1;
  }

  @Override
  public Optional<OnlinePresentment> take(String reference) {
    return one(session
            .createNativeQuery(
                "DELETE FROM online_presentment WHERE reference = :reference RETURNING "
                    + PRESENTMENT,
                Tuple.class)
            .setParameter("reference", reference))
        .map(NativeOnlineCardStore::presentment);
  }

  @Override
  public void add(CardToken token) {
    card(
            session.createNativeMutationQuery(
                """
                INSERT INTO card_token
                  (token, account_id, brand, first_six, last_four, holder_name, expiry, key_id,
                   data_key, contents, created_at, expires_at)
                VALUES (:token, :account, :brand, :first, :last, CAST(:name AS text), :expiry, :key,
                   :dataKey, :contents, :created, :expires)"""),
            token.card())
        .setParameter("token", token.token())
        .setParameter("account", token.accountId().value())
        .setParameter("created", token.createdAt())
        .setParameter("expires", token.expiresAt())
        .executeUpdate();
  }

  @Override
  public Optional<CardToken> findToken(AccountId accountId, String token) {
    return token(
        "SELECT " + TOKEN + " FROM card_token WHERE token = :token AND account_id = :account",
        accountId,
        token);
  }

  @Override
  public Optional<CardToken> takeToken(AccountId accountId, String token) {
    return token(
        "DELETE FROM card_token WHERE token = :token AND account_id = :account RETURNING " + TOKEN,
        accountId,
        token);
  }

  private Optional<CardToken> token(String sql, AccountId accountId, String token) {
    return one(session
            .createNativeQuery(sql, Tuple.class)
            .setParameter("token", token)
            .setParameter("account", accountId.value()))
        .map(
            row ->
                new CardToken(
                    row.get("token", String.class),
                    new AccountId(row.get("account_id", String.class)),
                    VaultedCardRow.read(row),
                    row.get("created_at", Instant.class),
                    row.get("expires_at", Instant.class)));
  }

  @Override
  public int reap(Instant now) {
    return reap("online_presentment", now) + reap("card_token", now);
  }

  private int reap(String table, Instant now) {
    return session
        .createNativeMutationQuery("DELETE FROM " + table + " WHERE expires_at <= :now")
        .setParameter("now", now)
        .executeUpdate();
  }

  private static Optional<Tuple> one(NativeQuery<Tuple> query) {
    return query.getResultList().stream().findFirst();
  }

  private static MutationQuery card(MutationQuery query, VaultedCard card) {
    return query
        .setParameter("brand", card.facts().brand().name())
        .setParameter("first", card.facts().firstSix())
        .setParameter("last", card.facts().lastFour())
        .setParameter("name", card.facts().holderName())
        .setParameter("expiry", card.facts().expiry().toString())
        .setParameter("key", card.sealed().keyId())
        .setParameter("dataKey", card.sealed().dataKey())
        .setParameter("contents", card.sealed().contents());
  }

  private static OnlinePresentment presentment(Tuple row) {
    return new OnlinePresentment(
        row.get("reference", String.class),
        new AccountId(row.get("account_id", String.class)),
        new PaymentId(row.get("payment_id", String.class)),
        row.get("token", String.class),
        row.get("card_id", String.class),
        VaultedCardRow.read(row),
        row.get("expires_at", Instant.class));
  }
}
