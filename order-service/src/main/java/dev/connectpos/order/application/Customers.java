package dev.connectpos.order.application;

import dev.connectpos.order.application.CustomerStore.CustomerFilter;
import dev.connectpos.order.application.ListStore.Found;
import dev.connectpos.order.application.ListStore.Slice;
import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.Customer;
import dev.connectpos.order.domain.CustomerId;
import dev.connectpos.order.domain.CustomerProfile;
import dev.connectpos.order.domain.Particulars;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/**
 * The accounts' customers. An e-mail address is one customer's, and where none is said the document
 * tells who it is: whoever is told of again is updated, as with the incumbent. Somebody with
 * neither is not kept (docs/adr/0020).
 *
 * <p>Writers take the account's row first, as everything does that is listed of an account; so
 * looking for a customer and making one is one step.
 */
@ApplicationScoped
public class Customers {
  private final CustomerStore store;
  private final AccountStore accounts;
  private final Idempotency idempotency;
  private final Resources resources;
  private final Ids ids;
  private final Clock clock;

  Customers(
      CustomerStore store,
      AccountStore accounts,
      Idempotency idempotency,
      Resources resources,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.accounts = accounts;
    this.idempotency = idempotency;
    this.resources = resources;
    this.ids = ids;
    this.clock = clock;
  }

  /** Keeps a customer, or what is new of one. */
  @Transactional
  public Reply keep(Account account, Particulars said, CallContext context) {
    return idempotency.once(context.call(), () -> done(kept(account.id(), said)));
  }

  /** Changes what is known of a customer. */
  @Transactional
  public Reply change(Account account, CustomerId id, Particulars said, CallContext context) {
    return idempotency.once(context.call(), () -> changed(account.id(), id, said));
  }

  /** The customer as the API shows it, if the account has it. */
  @Transactional
  public Optional<String> find(AccountId account, CustomerId id) {
    return store.find(account, id).map(resources::customer);
  }

  /** A page of the account's customers, as the API shows each. */
  @Transactional
  public Found<String> list(AccountId account, CustomerFilter filter, Slice slice) {
    return store.list(account, filter, slice).as(resources::customer);
  }

  /** Who an order is for; empty if the account has no such customer. */
  @Transactional(Transactional.TxType.MANDATORY)
  Optional<Customer> of(AccountId account, CustomerDraft draft) {
    return switch (draft) {
      case CustomerDraft.Kept(var id) -> store.find(account, id).map(CustomerProfile::asOrdered);
      case CustomerDraft.Told(var said) when said.identifies() ->
          Optional.of(new Customer(kept(account, said).id(), said.name(), said.email()));
      case CustomerDraft.Told(var said) ->
          Optional.of(new Customer(ids.customer(), said.name(), said.email()));
    };
  }

  private CustomerProfile kept(AccountId account, Particulars told) {
    accounts.lock(account);
    var said = told.proper();
    var email = said.identifyingEmail();
    var document = said.document();
    var known =
        email.isPresent()
            ? store.withEmail(account, email.get())
            : document == null
                ? Optional.<CustomerProfile>empty()
                : store.withDocument(account, document);
    var now = clock.instant();
    if (known.isEmpty()) {
      var customer = new CustomerProfile(ids.customer(), account, said, now, now);
      store.insert(customer);
      return customer;
    }
    var next = known.get().updatedBy(said, now);
    if (!next.equals(known.get())) {
      store.save(next);
    }
    return next;
  }

  private Reply changed(AccountId account, CustomerId id, Particulars said) {
    accounts.lock(account);
    var found = store.find(account, id);
    if (found.isEmpty()) {
      return new Reply.NoSuchCustomer();
    }
    var email = said.email();
    if (email != null
        && store.withEmail(account, email).filter(other -> !other.id().equals(id)).isPresent()) {
      return new Reply.EmailTaken();
    }
    var next = found.get().updatedBy(said, clock.instant());
    if (!next.equals(found.get())) {
      store.save(next);
    }
    return done(next);
  }

  private Reply done(CustomerProfile customer) {
    return new Reply.Done(resources.customer(customer), false);
  }
}
