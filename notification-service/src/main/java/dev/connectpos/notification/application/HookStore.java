package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.Endpoint;
import dev.connectpos.notification.domain.HookId;
import java.util.List;

/** Notifications, one per fact and type. */
public interface HookStore {

  /**
   * Inserts, unless the fact has a notification of its type already.
   *
   * @return false if it has; nothing was written then
   */
  boolean add(Fact fact, byte[] body);

  /**
   * What the endpoint's account was told in the range, the endpoint wants, and was never addressed
   * to it, in the order of the feed. What is about endpoints themselves is left out.
   */
  List<HookId> missing(Endpoint endpoint, Ranges.Range range, int max);

  /** A notification that exists. */
  Hook get(HookId id);
}
