package dev.connectpos.order.application;

import dev.connectpos.order.application.ListStore.ChargeFilter;
import dev.connectpos.order.application.ListStore.ChargeOf;
import dev.connectpos.order.application.ListStore.Found;
import dev.connectpos.order.application.ListStore.OrderFilter;
import dev.connectpos.order.application.ListStore.Slice;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.Charge;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.OrderState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lists of orders and charges (O8). A page is found first and then read, in a fixed number of
 * queries; a row that changes in between is shown as it is when it is read.
 */
@ApplicationScoped
public class Listing {
  private final ListStore lists;
  private final OrderStore orders;
  private final Resources resources;

  Listing(ListStore lists, OrderStore orders, Resources resources) {
    this.lists = lists;
    this.orders = orders;
    this.resources = resources;
  }

  /** A page of the account's orders, as the API shows each. */
  @Transactional
  public Found<String> orders(AccountId account, OrderFilter filter, Slice slice) {
    orders.readOneInstant();
    var found = lists.orders(account, filter, slice);
    var states = read(found.page());
    return found.as(id -> resources.order(present(states, id)));
  }

  /** A page of the account's charges, as the API shows each. */
  @Transactional
  public Found<String> charges(AccountId account, ChargeFilter filter, Slice slice) {
    orders.readOneInstant();
    var found = lists.charges(account, filter, slice);
    var states = read(found.page().stream().map(ChargeOf::order).distinct().toList());
    return found.as(
        of -> {
          var state = present(states, of.order());
          return resources.charge(state, charge(state, of));
        });
  }

  /** How many charges of the account there are. */
  @Transactional
  public long countCharges(AccountId account, ChargeFilter filter) {
    return lists.charges(account, filter, new Slice(1, 0)).total();
  }

  private Map<OrderId, OrderState.Placed> read(Collection<OrderId> ids) {
    return orders.find(ids).stream()
        .map(KeptOrder::state)
        .collect(Collectors.toMap(state -> state.order().id(), Function.identity()));
  }

  private static OrderState.Placed present(Map<OrderId, OrderState.Placed> states, OrderId id) {
    return Optional.ofNullable(states.get(id))
        .orElseThrow(() -> new IllegalStateException("order " + id + " is listed and not there"));
  }

  private static Charge charge(OrderState.Placed state, ChargeOf of) {
    return state.payments().charges().stream()
        .filter(charge -> charge.id().equals(of.charge()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(of + " is listed and not there"));
  }
}
