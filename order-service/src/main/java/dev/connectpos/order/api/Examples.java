package dev.connectpos.order.api;

/**
 * Examples in the API's document; OrderReaderTest and ChargeReaderTest read the ones that are sent.
 */
final class Examples {
  private Examples() {}

  static final String ORDER =
      """
      {
        "code": "PED-1",
        "customer": {"name": "Mesa 3", "email": "mesa3@example.com"},
        "items": [{"amount": 1990, "description": "Prato do dia", "quantity": 1, "code": "1"}],
        "closed": false,
        "poi_payment_settings": {
          "visible": true,
          "display_name": "Mesa 3",
          "print_order_receipt": false,
          "devices_serial_number": ["6C582505"],
          "payment_setup": {"type": "credit", "installments": 1, "installment_type": "merchant"}
        },
        "metadata": {"waiter": "Ana"}
      }
      """;

  static final String LISTED =
      """
      {
        "code": "MESA-3",
        "customer": {"name": "Mesa 3"},
        "items": [{"amount": 1990, "description": "Prato do dia", "quantity": 2}],
        "closed": false,
        "expires_in": 3600,
        "poi_payment_settings": {
          "display_name": "Mesa 3",
          "devices_serial_number": ["6C582505", "6N021234"]
        }
      }
      """;

  static final String ONLINE =
      """
      {
        "code": "WEB-1",
        "customer": {"name": "Ana Souza", "email": "ana@example.com"},
        "items": [{"amount": 1990, "description": "Camiseta", "quantity": 1}],
        "payments": [{
          "payment_method": "credit_card",
          "credit_card": {"installments": 1, "operation_type": "auth_and_capture",
            "card_token": "token_0SjZr6kQx2bW9dLm"}
        }]
      }
      """;

  static final String ADDED =
      """
      {
        "order_id": "or_0SjZr6kQx2bW9dLm",
        "amount": 1990,
        "payment": {"payment_method": "cash", "cash": {"description": "Balcão", "confirm": false}}
      }
      """;

  static final String CONFIRMED =
      """
      {"description": "Balcão", "code": "REC-17"}
      """;

  static final String ITEM =
      """
      {"amount": 790, "description": "Suco", "quantity": 1, "category": "Bebidas"}
      """;

  static final String METADATA =
      """
      {"metadata": {"waiter": "Ana"}}
      """;

  static final String TRANSACTIONS =
      """
      {"data": [
        {"id": "tran_0SjZw0aRk8vZ5dOw", "transaction_type": "cash", "amount": 500,
          "status": "canceled", "success": true,
          "created_at": "2026-11-25T10:12:00Z", "updated_at": "2026-11-25T10:12:00Z"},
        {"id": "tran_0SjZsB1Rk8vZ5dOw", "transaction_type": "cash", "amount": 1990,
          "status": "paid", "success": true,
          "created_at": "2026-11-23T14:03:31Z", "updated_at": "2026-11-23T14:03:31Z"}],
       "paging": {"total": 2}}
      """;

  static final String PENDING =
      """
      {
        "id": "or_0SjZr6kQx2bW9dLm", "code": "PED-1", "amount": 1990, "paid_amount": 0,
        "currency": "BRL", "closed": false, "status": "pending",
        "terminal_status": "queued",
        "items": [{"id": "oi_0SjZr6kQh3cV8eKn", "type": "product",
          "description": "Prato do dia", "amount": 1990, "quantity": 1, "status": "active",
          "created_at": "2026-11-23T14:03:09Z", "updated_at": "2026-11-23T14:03:09Z",
          "code": "1"}],
        "customer": {"id": "cus_0SjZr6kQp7tY4aRs", "name": "Mesa 3",
          "email": "mesa3@example.com", "delinquent": false,
          "created_at": "2026-11-23T14:03:09Z", "updated_at": "2026-11-23T14:03:09Z",
          "phones": {}},
        "customer_id": "cus_0SjZr6kQp7tY4aRs",
        "created_at": "2026-11-23T14:03:09Z", "updated_at": "2026-11-23T14:03:09Z",
        "poi_payment_settings": {"visible": true, "display_name": "Mesa 3",
          "print_order_receipt": false, "devices_serial_number": ["6C582505"],
          "payment_setup": {"type": "credit", "installments": 1,
            "installment_type": "merchant"},
          "created_at": "2026-11-23T14:03:09Z", "updated_at": "2026-11-23T14:03:09Z"},
        "metadata": {"waiter": "Ana"}
      }
      """;

  static final String CHARGE =
      """
      {
        "id": "ch_0SjZsB1Rf6uX3bQt", "code": "32712345678901", "amount": 1990,
        "paid_amount": 1990, "status": "paid", "currency": "BRL", "payment_method": "cash",
        "paid_at": "2026-11-23T14:03:31Z", "created_at": "2026-11-23T14:03:31Z",
        "updated_at": "2026-11-23T14:03:31Z", "pending_cancellation": false,
        "payment_id": "pay_0SjZs9YgN2wE7cUv", "acquirer_nsu": "32712345678901",
        "acquirer_status": "captured", "operation_type": "auth_and_capture",
        "last_transaction": {"id": "tran_0SjZsB1Rk8vZ5dOw", "transaction_type": "cash",
          "amount": 1990, "status": "paid", "success": true,
          "created_at": "2026-11-23T14:03:31Z", "updated_at": "2026-11-23T14:03:31Z"},
        "metadata": {"scheme_name": "Visa", "account_funding_source": "Credit",
          "authorization_code": "051659",
          "initiator_transaction_key": "6C582505-1.0.0-ROPA0Z-0017",
          "installment_type": "None", "transaction_timestamp": "2026-11-23T14:03:30Z",
          "terminal_serial_number": "6C582505"}
      }
      """;

  static final String ORDERS =
      """
      {
        "data": [{"id": "or_0SjZr6kQx2bW9dLm", "code": "PED-1", "amount": 1990, "status": "paid"}],
        "paging": {"total": 12,
          "previous": "https://pos.example.com/core/v5/orders?status=paid&page=1&size=1",
          "next": "https://pos.example.com/core/v5/orders?status=paid&page=3&size=1"}
      }
      """;

  static final String CHARGES =
      """
      {
        "data": [{"id": "ch_0SjZsB1Rf6uX3bQt", "code": "32712345678901", "amount": 1990,
          "status": "paid", "payment_method": "cash"}],
        "paging": {"total": 11,
          "next": "https://pos.example.com/core/v5/charges?page=2&size=10"}
      }
      """;

  static final String INVALID =
      """
      {
        "message": "The request is invalid.",
        "errors": {"order.customer.name": ["The name field is required."]},
        "request": {"customer": {}},
        "code": "validation_failed"
      }
      """;

  static final String ACCOUNT =
      """
      {"name": "Restaurante Aurora", "environment": "test", "time_zone": "America/Sao_Paulo"}
      """;

  static final String AFFILIATED =
      """
      {
        "id": "acc_0SjZr6kQx2bW9dLm", "name": "Restaurante Aurora", "environment": "test",
        "time_zone": "America/Sao_Paulo", "overpayment_allowed": false,
        "soft_descriptor_allowed": false, "soft_descriptor_max_length": 22,
        "zero_dollar_allowed": false, "pre_authorization_allowed": true, "print_allowed": true,
        "refuses_reused_idempotency_keys": false, "sak": "0123456789abcdef0123456789abcdef",
        "created_at": "2026-11-23T14:03:09Z"
      }
      """;

  static final String KEYS =
      """
      {
        "data": [
          {"id": "key_0SjZr6kQx2bW9dLm", "kind": "secret", "environment": "test",
            "created_at": "2026-11-23T14:03:09Z", "valid_until": "2026-11-24T14:03:09Z"},
          {"id": "key_0SjZs9YgN2wE7cUv", "kind": "secret", "environment": "test",
            "created_at": "2026-11-23T14:03:09Z"}
        ]
      }
      """;
}
