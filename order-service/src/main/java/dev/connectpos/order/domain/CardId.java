package dev.connectpos.order.domain;

/** A card in the acquirer's vault, {@code card_…}. Safe to log. */
public record CardId(String value) {

  @Override
  public String toString() {
    return value;
  }
}
