package dev.connectpos.order.api;

/** Examples of customers, cards, money and prints in the API's document. */
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
}
