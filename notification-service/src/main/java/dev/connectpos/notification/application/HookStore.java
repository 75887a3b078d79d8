package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.HookId;

/** Notifications, one per fact and type. */
public interface HookStore {

  /**
   * Inserts, unless the fact has a notification of its type already.
   *
   * @return false if it has; nothing was written then
   */
  boolean add(Fact fact, byte[] body);

  /** A notification that exists. */
  Hook get(HookId id);
}
