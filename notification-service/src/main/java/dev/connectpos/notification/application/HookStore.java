package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.HookId;

/** Notifications, one per fact. */
public interface HookStore {

  /**
   * Inserts, unless the fact has a notification already.
   *
   * @return false if it has; nothing was written then
   */
  boolean add(HookId id, OrderFact fact, byte[] body);

  /** A notification that exists. */
  Hook get(HookId id);
}
