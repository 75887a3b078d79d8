package dev.connectpos.order.application;

import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.ChargeId;
import dev.connectpos.order.domain.CustomerId;
import dev.connectpos.order.domain.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which orders and charges an account has, newest first. Asks, and changes nothing. */
public interface ListStore {

  /** A page of orders, and how many there are in all; one statement, so that they agree. */
  Found<OrderId> orders(AccountId account, OrderFilter filter, Slice slice);

  /** A page of charges, and how many there are in all; one statement, so that they agree. */
  Found<ChargeOf> charges(AccountId account, ChargeFilter filter, Slice slice);

  /** Keeps which order a key created. Needs a running transaction. */
  void created(AccountId account, String keySha256, OrderId order);

  /** A charge and the order it belongs to. */
  record ChargeOf(ChargeId charge, OrderId order) {}

  /**
   * Which page.
   *
   * @param page from 1
   */
  record Slice(int page, int size) {

    /** How many come before it. */
    public long offset() {
      return (page - 1L) * size;
    }
  }

  /**
   * A page.
   *
   * @param total how many there are in all
   */
  record Found<T>(List<T> page, long total) {

    public Found {
      page = List.copyOf(page);
    }

    /** The same page of something else. */
    public <R> Found<R> as(Function<T, R> other) {
      return new Found<>(page.stream().map(other).toList(), total);
    }
  }

  /**
   * From one instant up to another, without it.
   *
   * @param since null: from the beginning
   * @param until null: without end
   */
  record Period(@Nullable Instant since, @Nullable Instant until) {

    /** Whether it leaves anything out. */
    public boolean isBounded() {
      return since != null || until != null;
    }
  }

  /**
   * Which orders; null leaves none out.
   *
   * @param status as the API shows it
   * @param keySha256 hash of the Idempotency-Key that created it
   */
  record OrderFilter(
      @Nullable String code,
      @Nullable String status,
      @Nullable CustomerId customer,
      @Nullable String keySha256,
      Period created) {}

  /**
   * Which charges; null leaves none out.
   *
   * @param status as the API shows it
   * @param online those paid by card over the API, or all others
   */
  record ChargeFilter(
      @Nullable String code,
      @Nullable String status,
      @Nullable CustomerId customer,
      @Nullable OrderId order,
      @Nullable Boolean online,
      Period created) {}
}
