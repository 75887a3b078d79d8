package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** What an account may see of its deliveries (N2). */
@ApplicationScoped
public class DeliveryLookup {
  private final DeliveryHistory history;

  DeliveryLookup(DeliveryHistory history) {
    this.history = history;
  }

  /** One page, newest first; pages count from 1. */
  @Transactional
  public DeliveryHistory.Page page(AccountId account, int page, int size) {
    return history.page(account, page, size);
  }

  /** The attempts of a delivery in their order; none if it is another account's. */
  @Transactional
  public List<DeliveryHistory.Try> attempts(AccountId account, String id) {
    return history.attempts(account, id);
  }

  /** One delivery by its own id or its notification's; nothing if it is another account's. */
  @Transactional
  public Optional<DeliveryHistory.Item> find(AccountId account, String id) {
    return history.find(account, id);
  }
}
