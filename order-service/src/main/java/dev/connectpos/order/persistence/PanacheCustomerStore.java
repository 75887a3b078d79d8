package dev.connectpos.order.persistence;

import dev.connectpos.order.application.CustomerStore;
import dev.connectpos.order.application.ListStore.Found;
import dev.connectpos.order.application.ListStore.Slice;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.CustomerId;
import dev.connectpos.order.domain.CustomerProfile;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Customers in PostgreSQL. */
@ApplicationScoped
class PanacheCustomerStore implements CustomerStore, PanacheRepositoryBase<CustomerRow, String> {

  @Override
  public Optional<CustomerProfile> find(AccountId account, CustomerId id) {
    return find("id = ?1 and accountId = ?2", id.value(), account.value())
        .firstResultOptional()
        .map(CustomerRow::customer);
  }

  @Override
  public Optional<CustomerProfile> withEmail(AccountId account, String email) {
    return find("accountId = ?1 and lower(email) = lower(?2)", account.value(), email)
        .firstResultOptional()
        .map(CustomerRow::customer);
  }

  @Override
  public Optional<CustomerProfile> withDocument(AccountId account, String document) {
    return find("accountId = ?1 and document = ?2 order by id desc", account.value(), document)
        .range(0, 0)
        .firstResultOptional()
        .map(CustomerRow::customer);
  }

  @Override
  public void insert(CustomerProfile customer) {
    persist(CustomerRow.of(customer));
  }

  @Override
  public void save(CustomerProfile customer) {
    findById(customer.id().value()).follow(customer);
  }

  @Override
  public Found<CustomerProfile> list(AccountId account, CustomerFilter filter, Slice slice) {
    var asked = ListQuery.of(account, filter, slice);
    var query = getEntityManager().createNativeQuery(asked.sql(), Object[].class);
    asked.parameters().forEach(query::setParameter);
    @SuppressWarnings("unchecked")
    List<Object[]> rows = query.getResultList();
    long total = ((Number) rows.getFirst()[0]).longValue();
    var ids = rows.stream().map(row -> (String) row[1]).filter(Objects::nonNull).toList();
    return new Found<>(read(ids), total);
  }

  private List<CustomerProfile> read(List<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    var byId =
        list("id in ?1", ids).stream()
            .collect(Collectors.toMap(CustomerRow::id, Function.identity()));
    return ids.stream()
        .map(id -> Optional.ofNullable(byId.get(id)).orElseThrow().customer())
        .toList();
  }
}
