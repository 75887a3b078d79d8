package dev.connectpos.order.application;

import dev.connectpos.order.domain.CustomerId;
import dev.connectpos.order.domain.Particulars;

/** Who an order is for, as the PDV says it. */
public sealed interface CustomerDraft {

  /** One that the account keeps. */
  record Kept(CustomerId id) implements CustomerDraft {}

  /** Somebody, told of in the order itself; with a name. */
  record Told(Particulars particulars) implements CustomerDraft {}
}
