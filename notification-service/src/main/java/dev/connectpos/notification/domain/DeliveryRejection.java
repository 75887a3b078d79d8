package dev.connectpos.notification.domain;

/** Why a command is refused, in order of precedence: the first that applies is the answer. */
public enum DeliveryRejection {
  /** Its endpoint wants nothing any more. */
  ENDPOINT_DISABLED,
  /** The delivery has ended. */
  FINAL,
  /** An answer to an attempt that never began. */
  NEVER_BEGUN,
  /** A failure of an attempt that a later one has replaced. */
  STALE_ATTEMPT,
  /** A worker holds the lease. */
  IN_FLIGHT,
  /** Its time has not come. */
  NOT_DUE
}
