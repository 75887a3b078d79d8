package dev.connectpos.notification.domain;

/** What becomes of notifications for an endpoint. */
public enum EndpointStatus {
  /** They are sent. */
  ACTIVE,
  /** They wait until its owner resumes it. */
  PAUSED,
  /** It answered 410: they are discarded, until its owner resumes it. */
  DISABLED,
  /** They are discarded, and its owner sees it no more. */
  DELETED;

  /** Whether new notifications are addressed to it. */
  public boolean takes() {
    return this == ACTIVE || this == PAUSED;
  }
}
