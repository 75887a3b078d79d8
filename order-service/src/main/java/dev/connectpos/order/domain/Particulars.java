package dev.connectpos.order.domain;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a customer is known by, or what somebody says of one: then what is null or empty is not
 * said.
 *
 * @param name 1 to 64 characters; empty only where it is not said
 * @param document letters and digits
 * @param documentType CPF, CNPJ or PASSPORT
 * @param type individual or company
 * @param code the PDV's own reference
 * @param phones by kind ({@code mobile_phone}), each by its parts
 * @param address by its parts
 * @param metadata the PDV's own
 */
public record Particulars(
    String name,
    @Nullable String email,
    @Nullable String document,
    @Nullable String documentType,
    @Nullable String type,
    @Nullable String code,
    SortedMap<String, SortedMap<String, String>> phones,
    SortedMap<String, String> address,
    SortedMap<String, String> metadata) {

  public Particulars {
    phones = Collections.unmodifiableSortedMap(new TreeMap<>(phones));
    address = Collections.unmodifiableSortedMap(new TreeMap<>(address));
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }

  /** The e-mail address, if it is one: then it tells one customer from all others. */
  public Optional<String> identifyingEmail() {
    return Optional.ofNullable(email).filter(address -> address.indexOf('@') > 0);
  }

  /** Whether it says who somebody is, and not only what they are called (a table, a counter). */
  public boolean identifies() {
    return identifyingEmail().isPresent() || document != null;
  }

  /** The same without an e-mail address that is none. */
  public Particulars proper() {
    return identifyingEmail().isPresent()
        ? this
        : new Particulars(
            name, null, document, documentType, type, code, phones, address, metadata);
  }

  /** The same, with what is said now in the place of what was known. */
  public Particulars updatedBy(Particulars said) {
    return new Particulars(
        said.name.isEmpty() ? name : said.name,
        said.email == null ? email : said.email,
        said.document == null ? document : said.document,
        said.documentType == null ? documentType : said.documentType,
        said.type == null ? type : said.type,
        said.code == null ? code : said.code,
        said.phones.isEmpty() ? phones : said.phones,
        said.address.isEmpty() ? address : said.address,
        said.metadata.isEmpty() ? metadata : said.metadata);
  }
}
