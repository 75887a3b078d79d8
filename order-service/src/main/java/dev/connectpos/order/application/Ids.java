package dev.connectpos.order.application;

import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.ApiKeyId;
import dev.connectpos.order.domain.CardId;
import dev.connectpos.order.domain.ChargeId;
import dev.connectpos.order.domain.ChargeRequestId;
import dev.connectpos.order.domain.CustomerId;
import dev.connectpos.order.domain.ItemId;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.PaymentId;
import dev.connectpos.order.domain.PrintId;
import dev.connectpos.order.domain.TransactionId;
import java.util.UUID;

/** New identifiers. Every answer is a new one, unless it is said to be told by something. */
public interface Ids {

  /** {@code acc_} and 16 word characters. */
  AccountId account();

  /** {@code key_} and 16 word characters. */
  ApiKeyId apiKey();

  /** {@code or_} and 16 word characters. */
  OrderId order();

  /** {@code pay_} and 16 word characters: of a payment over the API. */
  PaymentId payment();

  /** The same, told by the text: the same for the same, and guessed by nobody who has it not. */
  PaymentId paymentOf(String text);

  /** {@code ch_} and 16 word characters. */
  ChargeId charge();

  /** {@code tran_} and 16 word characters. */
  TransactionId transaction();

  /** {@code req_} and 16 word characters. */
  ChargeRequestId chargeRequest();

  /** {@code cus_} and 16 word characters. */
  CustomerId customer();

  /** {@code oi_} and 16 word characters. */
  ItemId item();

  /** {@code card_} and 16 word characters. */
  CardId card();

  /** {@code print_} and 16 word characters. */
  PrintId print();

  /** The code of an order the PDV gave none: 10 upper-case letters and digits. */
  String orderCode();

  /** The unguessable part of an API key: 16 word characters. */
  String secret();

  /** UUIDv7. */
  UUID event();
}
