package dev.connectpos.order.domain;

/** A document on its way to paper, {@code print_…}. Safe to log. */
public record PrintId(String value) {

  @Override
  public String toString() {
    return value;
  }
}
