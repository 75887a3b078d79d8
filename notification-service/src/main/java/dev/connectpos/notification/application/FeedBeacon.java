package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.AccountId;

/** Tells every replica that an account's feed has grown. */
public interface FeedBeacon {

  /** Returns at once; to be called after the commit. A signal that is lost costs time only. */
  void announce(AccountId account);
}
