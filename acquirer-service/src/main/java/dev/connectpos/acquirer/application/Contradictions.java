package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.Cancellation;
import dev.connectpos.acquirer.domain.Payment;
import dev.connectpos.acquirer.domain.PaymentRejection;
import dev.connectpos.acquirer.domain.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * What the network says it gave back although it had refused to, when what it gave is no longer
 * there: the books cannot follow it. And what it refuses although it is known to be given back, by
 * a word of its own or of an operator. It stays open until a retry brings the books in line or an
 * operator has settled it with the network and the merchant.
 */
@ApplicationScoped
public class Contradictions {
  private static final Logger LOG = Logger.getLogger(Contradictions.class);

  private final ContradictionStore store;

  Contradictions(ContradictionStore store) {
    this.store = store;
  }

  /** Keeps it, once for each cancellation. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void note(Payment payment, RequestId request, PaymentRejection why, Instant now) {
    var id = payment.terms().id();
    Cancellation contradicted = payment.state().cancellations().of(request).orElseThrow();
    if (store.note(id, contradicted, now)) {
      LOG.errorf(
          "payment %s: %s of %s for %s; an operator must look (docs/adr/0016)",
          id, why, contradicted.amount(), request);
    }
  }

  /** How many wait for an operator. */
  @Transactional
  public long open() {
    return store.open();
  }
}
