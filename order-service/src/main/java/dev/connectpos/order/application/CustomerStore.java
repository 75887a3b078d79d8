package dev.connectpos.order.application;

import dev.connectpos.order.application.ListStore.Found;
import dev.connectpos.order.application.ListStore.Slice;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.CustomerId;
import dev.connectpos.order.domain.CustomerProfile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where customers are kept. Whoever writes holds the account's row, so that two never make the same
 * customer.
 */
public interface CustomerStore {

  /** The customer, if the account has it. */
  Optional<CustomerProfile> find(AccountId account, CustomerId id);

  /** The one with the e-mail address, in any case. */
  Optional<CustomerProfile> withEmail(AccountId account, String email);

  /** The one with the document; of several, the newest. */
  Optional<CustomerProfile> withDocument(AccountId account, String document);

  /** Keeps a new customer. */
  void insert(CustomerProfile customer);

  /** Keeps what is known now. */
  void save(CustomerProfile customer);

  /** A page of the account's customers, newest first, and how many there are in all. */
  Found<CustomerProfile> list(AccountId account, CustomerFilter filter, Slice slice);

  /**
   * Which customers; null leaves none out.
   *
   * @param name all of it, in any case
   * @param email all of it, in any case
   */
  record CustomerFilter(
      @Nullable String name,
      @Nullable String email,
      @Nullable String document,
      @Nullable String code) {}
}
