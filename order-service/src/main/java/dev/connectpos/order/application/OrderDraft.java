package dev.connectpos.order.application;

import dev.connectpos.money.Money;
import dev.connectpos.order.domain.OrderChannel;
import dev.connectpos.order.domain.TerminalSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * An order as the PDV asks for it: well-formed, without ids.
 *
 * @param code the PDV's own reference; null: we choose one
 * @param items at least one, and their sum fits
 * @param expiry when it closes by itself (O6); null: never
 * @param payments what it is to be paid with over the API; none of an order for terminals
 */
public record OrderDraft(
    @Nullable String code,
    CustomerDraft customer,
    List<Item> items,
    TerminalSettings terminal,
    SortedMap<String, String> metadata,
    @Nullable Expiry expiry,
    OrderChannel channel,
    List<PaymentDraft> payments) {

  /** One line of it. */
  public record Item(
      String description,
      Money unitPrice,
      long quantity,
      @Nullable String code,
      @Nullable String category) {}

  /** When it closes by itself. */
  public sealed interface Expiry {

    /** The instant, for an order placed at the other. */
    Instant from(Instant placedAt);
  }

  /** So long after it was placed. */
  public record ExpiresIn(Duration time) implements Expiry {
    @Override
    public Instant from(Instant placedAt) {
      return placedAt.plus(time);
    }
  }

  /** At an instant. */
  public record ExpiresAt(Instant instant) implements Expiry {
    @Override
    public Instant from(Instant placedAt) {
      return instant;
    }
  }
}
