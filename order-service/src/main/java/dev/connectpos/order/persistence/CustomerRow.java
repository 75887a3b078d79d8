package dev.connectpos.order.persistence;

import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.CustomerId;
import dev.connectpos.order.domain.CustomerProfile;
import dev.connectpos.order.domain.Particulars;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A customer that an account keeps. Its number in the account is the database's matter. */
@Entity
@Table(name = "customer")
class CustomerRow {
  @Id String id;

  @Column(name = "account_id")
  String accountId;

  @Column(name = "name")
  String name;

  @Column(name = "email")
  @Nullable String email;

  @Column(name = "document")
  @Nullable String document;

  @Column(name = "document_type")
  @Nullable String documentType;

  @Column(name = "type")
  @Nullable String type;

  @Column(name = "code")
  @Nullable String code;

  @Column(name = "phones")
  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, Map<String, String>> phones;

  @Column(name = "address")
  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, String> address;

  @Column(name = "metadata")
  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, String> metadata;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  static CustomerRow of(CustomerProfile customer) {
    var row = new CustomerRow();
    row.id = customer.id().value();
    row.accountId = customer.account().value();
    row.createdAt = customer.createdAt();
    row.follow(customer);
    return row;
  }

  final void follow(CustomerProfile customer) {
    var known = customer.particulars();
    name = known.name();
    email = known.email();
    document = known.document();
    documentType = known.documentType();
    type = known.type();
    code = known.code();
    phones = new TreeMap<>();
    known.phones().forEach((kind, parts) -> phones.put(kind, new TreeMap<>(parts)));
    address = new TreeMap<>(known.address());
    metadata = new TreeMap<>(known.metadata());
    updatedAt = customer.updatedAt();
  }

  CustomerProfile customer() {
    var numbers = new TreeMap<String, SortedMap<String, String>>();
    phones.forEach((kind, parts) -> numbers.put(kind, new TreeMap<>(parts)));
    return new CustomerProfile(
        new CustomerId(id),
        new AccountId(accountId),
        new Particulars(
            name,
            email,
            document,
            documentType,
            type,
            code,
            numbers,
            new TreeMap<>(address),
            new TreeMap<>(metadata)),
        createdAt,
        updatedAt);
  }

  String id() {
    return id;
  }
}
