package dev.connectpos.order.domain;

/** An API key's public name, {@code key_…}; not the key. Safe to log. */
public record ApiKeyId(String value) {

  @Override
  public String toString() {
    return value;
  }
}
