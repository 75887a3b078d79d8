package dev.connectpos.order.application;

import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.ChargeId;
import dev.connectpos.order.domain.PaymentId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Which charge is of which payment: the PDV names the one, the acquirer the other. */
public interface ChargeKeys {

  /** The charges of those of the payments that the account has; one query. */
  Map<PaymentId, ChargeId> chargesOf(AccountId account, Collection<PaymentId> payments);

  /** The payment of the charge, if the account has it. */
  Optional<PaymentId> paymentOf(AccountId account, ChargeId charge);
}
