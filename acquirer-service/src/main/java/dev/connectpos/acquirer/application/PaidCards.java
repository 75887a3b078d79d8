package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.PaymentId;
import java.util.Optional;

/** By which cards payments were made. */
public interface PaidCards {

  /** The token of the card, the same for that card within the account every time. */
  Optional<String> tokenOf(AccountId accountId, PaymentId paymentId);
}
