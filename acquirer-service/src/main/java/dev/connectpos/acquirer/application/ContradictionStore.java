package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.Cancellation;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.RequestId;
import java.time.Instant;

/** Where what the network must not have done is kept. */
public interface ContradictionStore {

  /** Keeps it; false if it is kept already. */
  boolean note(PaymentId payment, Cancellation refused, Instant at);

  /** Clears it for a reason; false if none is open. */
  boolean clear(PaymentId payment, RequestId request, Instant at, String because);

  /** How many are neither cleared nor brought in line by a retry. */
  long open();
}
