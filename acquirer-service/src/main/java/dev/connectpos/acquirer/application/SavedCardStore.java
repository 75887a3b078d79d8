package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cards that shoppers let a merchant keep. Without security codes, which nobody may keep. */
public interface SavedCardStore {

  /**
   * A saved card.
   *
   * @param id chosen by order-service
   * @param owner whose it is
   * @param facts what anybody may know
   * @param sealed the number; null once it was destroyed
   * @param fingerprint keyed hash of the number, as payments carry it
   * @param notes the merchant's own
   * @param deletedAt null while it may be used
   */
  record SavedCard(
      String id,
      Owner owner,
      PublicCard facts,
      @Nullable Envelope sealed,
      String fingerprint,
      Notes notes,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant deletedAt) {

    /** Whether it may be used. */
    public boolean isActive() {
      return deletedAt == null;
    }
  }

  /** Whose a card is. */
  record Owner(AccountId accountId, String customerId) {}

  /**
   * What a merchant keeps with a card; null where it told nothing.
   *
   * @param metadata JSON
   * @param billingAddress JSON
   */
  record Notes(
      @Nullable String holderDocument,
      @Nullable String label,
      @Nullable String metadata,
      @Nullable String billingAddress) {}

  /** A part of a list, with the length of the whole. */
  record Page(List<SavedCard> cards, long total) {}

  /** The card of this id and account, deleted or not. */
  Optional<SavedCard> find(AccountId accountId, String id);

  /** As {@link #find}, and locks it until the transaction ends. */
  Optional<SavedCard> lock(AccountId accountId, String id);

  /** Inserts it; false if the id is taken. */
  boolean insert(SavedCard card);

  /** Writes a locked card whose facts, notes, envelope or end changed. */
  void update(SavedCard card);

  /** A customer's cards that may be used, newest first. */
  Page list(Owner owner, int skip, int limit);

  /** Locks some cards whose data keys are wrapped by another key than this one. */
  List<SavedCard> lockWrappedByOthers(String keyId, int limit);
}
