package dev.connectpos.acquirer.persistence;

import static java.util.Objects.requireNonNull;

import dev.connectpos.acquirer.application.Envelope;
import dev.connectpos.acquirer.application.SavedCardStore;
import dev.connectpos.acquirer.domain.AccountId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** Saved cards in their table. */
@ApplicationScoped
class PanacheSavedCardStore implements SavedCardStore, PanacheRepositoryBase<SavedCardRow, String> {
  private static final String ACTIVE_OF_OWNER =
      "from SavedCardRow where accountId = :account and customerId = :customer"
          + " and deletedAt is null";

  private final Session session;

  PanacheSavedCardStore(Session session) {
    this.session = session;
  }

  @Override
  public Optional<SavedCard> find(AccountId accountId, String id) {
    return findByIdOptional(id)
        .filter(row -> row.accountId.equals(accountId.value()))
        .map(SavedCardRow::read);
  }

  @Override
  public Optional<SavedCard> lock(AccountId accountId, String id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
        .filter(row -> row.accountId.equals(accountId.value()))
        .map(SavedCardRow::read);
  }

  /** By the key alone: whoever asks twice at once waits here, and is told that it is taken. */
  @Override
  public boolean insert(SavedCard card) {
    Envelope sealed = requireNonNull(card.sealed());
    return getEntityManager()
            .createNativeQuery(
                """
                INSERT INTO saved_card
                  (card_id, account_id, customer_id, brand, first_six, last_four, holder_name,
                   expiry, fingerprint, key_id, data_key, contents, holder_document, label, metadata,
                   billing_address, created_at, updated_at)
                VALUES (:id, :account, :customer, :brand, :first, :last, CAST(:name AS text),
                   :expiry, :fingerprint, :key, :dataKey, :contents, CAST(:document AS text),
                   CAST(:label AS text), CAST(:metadata AS text), CAST(:address AS text), :at, :at)
                ON CONFLICT (card_id) DO NOTHING""")
            .setParameter("id", card.id())
            .setParameter("account", card.owner().accountId().value())
            .setParameter("customer", card.owner().customerId())
            .setParameter("brand", card.facts().brand().name())
            .setParameter("first", card.facts().firstSix())
            .setParameter("last", card.facts().lastFour())
            .setParameter("name", card.facts().holderName())
            .setParameter("expiry", card.facts().expiry().toString())
            .setParameter("fingerprint", card.fingerprint())
            .setParameter("key", sealed.keyId())
            .setParameter("dataKey", sealed.dataKey())
            .setParameter("contents", sealed.contents())
            .setParameter("document", card.notes().holderDocument())
            .setParameter("label", card.notes().label())
            .setParameter("metadata", card.notes().metadata())
            .setParameter("address", card.notes().billingAddress())
            .setParameter("at", card.createdAt())
            .executeUpdate()
        == 1;
  }

  @Override
  public void update(SavedCard card) {
    findById(card.id()).write(card);
  }

  @Override
  public Page list(Owner owner, int skip, int limit) {
    List<SavedCard> cards =
        getEntityManager()
            .createQuery(
                ACTIVE_OF_OWNER + " order by createdAt desc, cardId desc", SavedCardRow.class)
            .setParameter("account", owner.accountId().value())
            .setParameter("customer", owner.customerId())
            .setFirstResult(skip)
            .setMaxResults(limit)
            .getResultStream()
            .map(SavedCardRow::read)
            .toList();
    long total =
        getEntityManager()
            .createQuery("select count(*) " + ACTIVE_OF_OWNER, Long.class)
            .setParameter("account", owner.accountId().value())
            .setParameter("customer", owner.customerId())
            .getSingleResult();
    return new Page(cards, total);
  }

  @Override
  public List<SavedCard> lockWrappedByOthers(String keyId, int limit) {
    return session
        .createNativeQuery(
            """
            SELECT * FROM saved_card WHERE deleted_at IS NULL AND key_id <> :key
             ORDER BY card_id LIMIT :limit FOR UPDATE SKIP LOCKED""",
            SavedCardRow.class)
        .setParameter("key", keyId)
        .setParameter("limit", limit)
        .getResultStream()
        .map(SavedCardRow::read)
        .toList();
  }
}
