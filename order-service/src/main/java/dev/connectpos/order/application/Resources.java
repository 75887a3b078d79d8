package dev.connectpos.order.application;

import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.ApiKey;
import dev.connectpos.order.domain.Charge;
import dev.connectpos.order.domain.CustomerProfile;
import dev.connectpos.order.domain.Environment;
import dev.connectpos.order.domain.OrderItem;
import dev.connectpos.order.domain.OrderState;
import java.util.List;

/**
 * Resources as the API shows them. Rendered in the transaction that changes them, so that an event
 * carries what was true then and a webhook needs to ask nobody.
 */
public interface Resources {

  /** An order with its charges. */
  String order(OrderState.Placed order);

  /** A charge with its order and customer. */
  String charge(OrderState.Placed order, Charge charge);

  /** The transactions of a charge, newest first. */
  List<String> transactions(Charge charge);

  /** One line of an order. */
  String item(OrderItem item);

  /** A customer that an account keeps. */
  String customer(CustomerProfile customer);

  /** An account. */
  String account(Account account);

  /** A key, without its secret. */
  String apiKey(ApiKey key, Environment environment);
}
