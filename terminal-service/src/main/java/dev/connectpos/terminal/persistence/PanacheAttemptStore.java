package dev.connectpos.terminal.persistence;

import dev.connectpos.terminal.application.AttemptStore;
import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.AttemptId;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.PaymentId;
import dev.connectpos.terminal.domain.TerminalId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Table {@code payment_attempt}. */
@ApplicationScoped
class PanacheAttemptStore
    implements AttemptStore, PanacheRepositoryBase<PaymentAttemptRow, String> {

  /** Written out, so that the partial index on open outcomes serves it. */
  private static final String LIVE =
      "state in ('AUTHORIZING', 'VERIFYING', 'APPROVED', 'CONFIRMED', 'UNDOING', 'REVERSING')";

  @Override
  public void add(PaymentAttempt attempt, AccountId account) {
    persist(PaymentAttemptRow.of(attempt, account));
  }

  @Override
  public void save(PaymentAttempt attempt) {
    findById(attempt.id().value()).change(attempt);
  }

  @Override
  public Optional<Place> placeOf(PaymentId id) {
    return getEntityManager()
        .createQuery(
            "select a.terminalId, a.orderId from PaymentAttemptRow a where a.id = ?1",
            Object[].class)
        .setParameter(1, id.value())
        .getResultStream()
        .findFirst()
        .map(row -> new Place(new TerminalId((String) row[0]), new OrderId((String) row[1])));
  }

  @Override
  public boolean hasLive(TerminalId terminal) {
    return (Boolean)
        getEntityManager()
            .createNativeQuery(
                "select exists (select 1 from payment_attempt where terminal_id = ?1 and "
                    + LIVE
                    + ")",
                Boolean.class)
            .setParameter(1, terminal.value())
            .getSingleResult();
  }

  @Override
  public Optional<PaymentAttempt> liveOf(TerminalId terminal) {
    List<?> rows =
        getEntityManager()
            .createNativeQuery(
                "select * from payment_attempt where terminal_id = ?1 and " + LIVE,
                PaymentAttemptRow.class)
            .setParameter(1, terminal.value())
            .getResultList();
    return rows.stream()
        .map(PaymentAttemptRow.class::cast)
        .map(PaymentAttemptRow::toAttempt)
        .findFirst();
  }

  @Override
  public List<PaymentAttempt> liveBy(Instant startedBy, int limit) {
    List<?> rows =
        getEntityManager()
            .createNativeQuery(
                "select * from payment_attempt where started_at <= ?1 and "
                    + LIVE
                    + " order by started_at, id limit ?2",
                PaymentAttemptRow.class)
            .setParameter(1, startedBy)
            .setParameter(2, limit)
            .getResultList();
    return rows.stream()
        .map(PaymentAttemptRow.class::cast)
        .map(PaymentAttemptRow::toAttempt)
        .toList();
  }

  @Override
  public Optional<Instant> oldestLiveAfter(Instant instant) {
    List<?> oldest =
        getEntityManager()
            .createNativeQuery(
                "select started_at from payment_attempt where started_at > ?1 and "
                    + LIVE
                    + " order by started_at limit 1",
                Instant.class)
            .setParameter(1, instant)
            .getResultList();
    return oldest.isEmpty() ? Optional.empty() : Optional.of((Instant) oldest.getFirst());
  }

  @Override
  public Optional<PaymentAttempt> find(PaymentId id) {
    return findByIdOptional(id.value()).map(PaymentAttemptRow::toAttempt);
  }

  @Override
  public Optional<PaymentAttempt> find(TerminalId terminal, AttemptId attempt) {
    return find("terminalId = ?1 and attemptId = ?2", terminal.value(), attempt.value())
        .firstResultOptional()
        .map(PaymentAttemptRow::toAttempt);
  }

  @Override
  public List<PaymentAttempt> ofOrder(OrderId order) {
    return list("orderId = ?1 order by startedAt, id", order.value()).stream()
        .map(PaymentAttemptRow::toAttempt)
        .toList();
  }
}
