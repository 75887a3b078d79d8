package dev.connectpos.terminal;

/** Encrypted card data, as far as this service can tell: base 64 that it passes on. */
final class Cards {
  static final String GOOD = "Z29vZC1jYXJkLWRhdGEtdGhhdC1pcy1lbmNyeXB0ZWQ=";
  static final String UNREACHABLE = "dW5yZWFjaGFibGUtY2FyZC1kYXRhLWVuY3J5cHRlZA==";
  static final String REJECTED = "cmVqZWN0ZWQtY2FyZC1kYXRhLXRoYXQtaXMtZW5jcnk=";

  static final String OTHER = "b3RoZXItY2FyZC1kYXRhLXRoYXQtaXMtZW5jcnlwdGVk";

  private Cards() {}
}
