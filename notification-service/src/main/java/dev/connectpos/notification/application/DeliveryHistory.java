package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.DeliveryId;
import dev.connectpos.notification.domain.DeliveryState;
import dev.connectpos.notification.domain.HookId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An account's deliveries, to look at. */
public interface DeliveryHistory {

  /**
   * One page, newest first.
   *
   * @param page from 1
   */
  Page page(AccountId account, int page, int size);

  /**
   * One delivery of the account.
   *
   * @param id of the delivery, or of the notification: then the delivery to the endpoint that is
   *     oldest
   */
  Optional<Item> find(AccountId account, String id);

  /** The attempts of a delivery, found as {@link #find} finds it, in their order. */
  List<Try> attempts(AccountId account, String id);

  /** An attempt that ended. */
  record Try(
      int number,
      Instant at,
      int latencyMs,
      Optional<Integer> responseStatus,
      Optional<String> error) {}

  /**
   * A page.
   *
   * @param total how many there are on all pages
   */
  record Page(List<Item> items, long total) {}

  /**
   * One notification on its way to one endpoint, and how far it came.
   *
   * @param body the bytes that are sent
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, compared by no one.
  record Item(
      DeliveryId delivery,
      HookId hook,
      String url,
      DeliveryState state,
      Optional<Instant> lastAttempt,
      Optional<Integer> responseStatus,
      Instant createdAt,
      byte[] body) {}
}
