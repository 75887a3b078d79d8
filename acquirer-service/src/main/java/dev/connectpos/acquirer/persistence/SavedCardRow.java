package dev.connectpos.acquirer.persistence;

import static java.util.Objects.requireNonNull;

import dev.connectpos.acquirer.application.Envelope;
import dev.connectpos.acquirer.application.PublicCard;
import dev.connectpos.acquirer.application.SavedCardStore.Notes;
import dev.connectpos.acquirer.application.SavedCardStore.Owner;
import dev.connectpos.acquirer.application.SavedCardStore.SavedCard;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.CardBrand;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.YearMonth;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code saved_card}. */
@Entity
@Table(name = "saved_card")
class SavedCardRow {
  @Id
  @Column(name = "card_id")
  String cardId;

  @Column(name = "account_id")
  String accountId;

  @Column(name = "customer_id")
  String customerId;

  @Column(name = "brand")
  String brand;

  @JdbcTypeCode(SqlTypes.CHAR)
  @Column(name = "first_six")
  String firstSix;

  @JdbcTypeCode(SqlTypes.CHAR)
  @Column(name = "last_four")
  String lastFour;

  @Column(name = "holder_name")
  @Nullable String holderName;

  @JdbcTypeCode(SqlTypes.CHAR)
  @Column(name = "expiry")
  String expiry;

  @Column(name = "fingerprint")
  String fingerprint;

  @Column(name = "key_id")
  @Nullable String keyId;

  @Column(name = "data_key")
  @Nullable String dataKey;

  @Column(name = "contents")
  @Nullable String contents;

  @Column(name = "holder_document")
  @Nullable String holderDocument;

  @Column(name = "label")
  @Nullable String label;

  @Column(name = "metadata")
  @Nullable String metadata;

  @Column(name = "billing_address")
  @Nullable String billingAddress;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  @Column(name = "deleted_at")
  @Nullable Instant deletedAt;

  SavedCard read() {
    return new SavedCard(
        cardId,
        new Owner(new AccountId(accountId), customerId),
        new PublicCard(
            CardBrand.valueOf(brand), firstSix, lastFour, holderName, YearMonth.parse(expiry)),
        keyId == null
            ? null
            : new Envelope(keyId, requireNonNull(dataKey), requireNonNull(contents)),
        fingerprint,
        new Notes(holderDocument, label, metadata, billingAddress),
        createdAt,
        updatedAt,
        deletedAt);
  }

  void write(SavedCard card) {
    Envelope sealed = card.sealed();
    cardId = card.id();
    accountId = card.owner().accountId().value();
    customerId = card.owner().customerId();
    brand = card.facts().brand().name();
    firstSix = card.facts().firstSix();
    lastFour = card.facts().lastFour();
    holderName = card.facts().holderName();
    expiry = card.facts().expiry().toString();
    fingerprint = card.fingerprint();
    keyId = sealed == null ? null : sealed.keyId();
    dataKey = sealed == null ? null : sealed.dataKey();
    contents = sealed == null ? null : sealed.contents();
    holderDocument = card.notes().holderDocument();
    label = card.notes().label();
    metadata = card.notes().metadata();
    billingAddress = card.notes().billingAddress();
    createdAt = card.createdAt();
    updatedAt = card.updatedAt();
    deletedAt = card.deletedAt();
  }
}
