package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.Cancellation;
import dev.connectpos.acquirer.domain.PaymentId;
import java.time.Instant;

/** Where what the network must not have done is kept. */
public interface ContradictionStore {

  /** Keeps it; false if it is kept already. */
  boolean note(PaymentId payment, Cancellation refused, Instant at);

  /** How many are neither cleared nor brought in line by a retry. */
  long open();
}
