package dev.connectpos.order.application;

import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.ApiKey;
import dev.connectpos.order.domain.Charge;
import dev.connectpos.order.domain.CustomerProfile;
import dev.connectpos.order.domain.Environment;
import dev.connectpos.order.domain.OrderItem;
import dev.connectpos.order.domain.OrderState;
import dev.connectpos.order.domain.Sale;
import java.util.List;
import java.util.SortedMap;

/**
 * Resources as the API shows them. Rendered in the transaction that changes them, so that an event
 * carries what was true then and a webhook needs to ask nobody.
 */
public interface Resources {

  /** An order with its charges. */
  String order(OrderState.Placed order);

  /** An order with how its documents stand, if it has any. */
  String with(String order, List<PrintNews> prints);

  /** The keys of a sale that integrators read. */
  SortedMap<String, String> metadata(Sale sale);

  /** A saved card. */
  String card(SavedCard card);

  /** A token of a card. */
  String cardToken(CardToken token);

  /** A terminal of an account. */
  String terminal(MerchantTerminals.MerchantTerminal terminal);

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
