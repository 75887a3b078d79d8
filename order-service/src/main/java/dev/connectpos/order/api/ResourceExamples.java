package dev.connectpos.order.api;

/** Examples of customers, cards, money, prints and terminals in the API's document. */
final class ResourceExamples {
  private ResourceExamples() {}

  static final String CUSTOMER =
      """
      {
        "name": "Ana Souza",
        "email": "ana@example.com",
        "document": "123.456.789-09",
        "type": "individual",
        "code": "CLI-7",
        "phones": {"mobile_phone": {"country_code": "55", "area_code": "21", "number": "999990000"}},
        "address": {"line_1": "1500, Rua das Flores", "zip_code": "20000000",
          "city": "Rio de Janeiro", "state": "RJ", "country": "BR"},
        "metadata": {"table": "3"}
      }
      """;

  static final String KEPT =
      """
      {
        "id": "cus_0SjZr6kQp7tY4aRs", "name": "Ana Souza", "email": "ana@example.com",
        "code": "CLI-7", "document": "12345678909", "document_type": "CPF",
        "type": "individual", "delinquent": false,
        "address": {"line_1": "1500, Rua das Flores", "zip_code": "20000000",
          "city": "Rio de Janeiro", "state": "RJ", "country": "BR"},
        "phones": {"mobile_phone": {"country_code": "55", "area_code": "21", "number": "999990000"}},
        "metadata": {"table": "3"},
        "created_at": "2026-11-23T14:03:09Z", "updated_at": "2026-11-23T14:03:09Z"
      }
      """;

  static final String CUSTOMERS =
      """
      {
        "data": [{"id": "cus_0SjZr6kQp7tY4aRs", "name": "Ana Souza", "email": "ana@example.com"}],
        "paging": {"total": 11,
          "next": "https://pos.example.com/core/v5/customers?page=2&size=10"}
      }
      """;

  static final String PRINT =
      """
      {"type": "RECEIPT", "size_v": "1500", "size_h": 384, "format": "png",
       "content": "iVBORw0KGgo="}
      """;

  /** Not a card: its check digit is wrong. */
  static final String CARD =
      """
      {"number": "1234567812345678", "holder_name": "ANA SOUZA", "exp_month": 1,
       "exp_year": 2031, "cvv": "000",
       "billing_address": {"line_1": "1500, Rua das Flores", "zip_code": "20000000",
         "city": "Rio de Janeiro", "state": "RJ", "country": "BR"}}
      """;

  static final String TOKEN =
      """
      {"type": "card", "card": {"number": "1234567812345678", "holder_name": "ANA SOUZA",
        "exp_month": 1, "exp_year": 2031, "cvv": "000"}}
      """;

  static final String SAVED =
      """
      {
        "id": "card_0SjZr6kQp7tY4aRs", "first_six_digits": "400000", "last_four_digits": "0010",
        "brand": "Visa", "holder_name": "ANA SOUZA", "exp_month": 1, "exp_year": 2031,
        "status": "active", "type": "credit",
        "created_at": "2026-11-23T14:03:09Z", "updated_at": "2026-11-23T14:03:09Z"
      }
      """;

  static final String CARDS =
      """
      {
        "data": [{"id": "card_0SjZr6kQp7tY4aRs", "brand": "Visa", "last_four_digits": "0010"}],
        "paging": {"total": 1}
      }
      """;

  static final String BALANCE =
      """
      {"currency": "BRL", "available_amount": 1911, "waiting_funds_amount": 4000,
       "transferred_amount": 120000}
      """;

  static final String PAYABLE =
      """
      {
        "id": "7", "status": "waiting_funds", "amount": 1000, "fee": 40, "anticipation_fee": 0,
        "fraud_coverage_fee": 0, "installment": 1, "charge_id": "ch_0SjZsB1Rf6uX3bQt",
        "payment_date": "2026-12-23T00:00:00Z", "type": "credit",
        "payment_method": "credit_card", "accrual_at": "2026-11-23T14:03:31Z",
        "created_at": "2026-11-23T14:03:31Z"
      }
      """;

  static final String PAYABLES =
      """
      {
        "data": [{"id": "7", "status": "waiting_funds", "amount": 1000,
          "charge_id": "ch_0SjZsB1Rf6uX3bQt", "created_at": "2026-11-23T14:03:31Z"}],
        "paging": {"forward_cursor": "MjAyNi0xMS0yM1QxNDowMzozMVp8Nw"}
      }
      """;

  static final String TERMINAL =
      """
      {
        "id": "term_0SjZr6kQp7tY4aRs", "serial_number": "6C582505", "model": "S920",
        "mode": "direct", "active": true, "online": true,
        "last_seen_at": "2026-11-23T14:03:09Z", "app_version": "1.0.0",
        "created_at": "2026-11-20T09:00:00Z"
      }
      """;

  static final String TERMINALS =
      """
      {
        "data": [
          {"id": "term_0SjZr6kQp7tY4aRs", "serial_number": "6C582505", "model": "S920",
           "mode": "direct", "active": false, "online": false, "replaced_by": "6C590071",
           "created_at": "2026-11-20T09:00:00Z"}
        ]
      }
      """;
}
