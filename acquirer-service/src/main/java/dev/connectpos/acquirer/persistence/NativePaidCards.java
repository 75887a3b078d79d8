package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.PaidCards;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.PaymentId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.Session;

/** The tokens in table {@code payment}, read without the rest of it. */
@ApplicationScoped
class NativePaidCards implements PaidCards {
  private final Session session;

  NativePaidCards(Session session) {
    this.session = session;
  }

  @Override
  public Optional<String> tokenOf(AccountId accountId, PaymentId paymentId) {
    return session
        .createNativeQuery(
            """
            SELECT card_token FROM payment
            WHERE payment_id = :payment AND account_id = :account AND card_token IS NOT NULL\
            """,
            String.class)
        .setParameter("payment", paymentId.value())
        .setParameter("account", accountId.value())
        .uniqueResultOptional();
  }
}
