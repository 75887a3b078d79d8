package dev.connectpos.order.application;

import dev.connectpos.money.Money;
import dev.connectpos.order.domain.TerminalSettings;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * An order as the PDV asks for it: well-formed, without ids.
 *
 * @param code the PDV's own reference; null: we choose one
 * @param items at least one, and their sum fits
 */
public record OrderDraft(
    @Nullable String code,
    String customerName,
    @Nullable String customerEmail,
    List<Item> items,
    TerminalSettings terminal,
    SortedMap<String, String> metadata) {

  /** One line of it. */
  public record Item(String description, Money unitPrice, long quantity, @Nullable String code) {}
}
