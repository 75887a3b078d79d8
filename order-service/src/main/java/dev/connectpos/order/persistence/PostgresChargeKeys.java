package dev.connectpos.order.persistence;

import static java.util.stream.Collectors.toMap;

import dev.connectpos.order.application.ChargeKeys;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.ChargeId;
import dev.connectpos.order.domain.PaymentId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of charges in PostgreSQL. */
@ApplicationScoped
class PostgresChargeKeys implements ChargeKeys {
  private static final String CHARGES =
      """
      SELECT payment_id, id FROM charge WHERE payment_id IN (:payments) AND account_id = :account
      """;
  private static final String PAYMENT =
      """
      SELECT payment_id FROM charge WHERE id = :charge AND account_id = :account
      """;

  private final EntityManager entities;

  PostgresChargeKeys(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public Map<PaymentId, ChargeId> chargesOf(AccountId account, Collection<PaymentId> payments) {
    if (payments.isEmpty()) {
      return Map.of();
    }
    @SuppressWarnings("unchecked")
    List<Object[]> rows =
        entities
            .createNativeQuery(CHARGES, Object[].class)
            .setParameter("payments", payments.stream().map(PaymentId::value).toList())
            .setParameter("account", account.value())
            .getResultList();
    return rows.stream()
        .collect(
            toMap(row -> new PaymentId((String) row[0]), row -> new ChargeId((String) row[1])));
  }

  @Override
  public Optional<PaymentId> paymentOf(AccountId account, ChargeId charge) {
    List<?> found =
        entities
            .createNativeQuery(PAYMENT, String.class)
            .setParameter("charge", charge.value())
            .setParameter("account", account.value())
            .getResultList();
    return found.stream().findFirst().map(payment -> new PaymentId((String) payment));
  }
}
