package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.PresentmentStore;
import dev.connectpos.acquirer.application.SealedCard;
import dev.connectpos.acquirer.domain.AttemptId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/**
 * Presentments in their UNLOGGED table. Native SQL: a sealed card shall not linger in a session of
 * Hibernate.
 */
@ApplicationScoped
class NativePresentmentStore implements PresentmentStore {
  private final Session session;

  NativePresentmentStore(Session session) {
    this.session = session;
  }

  @Override
  public void add(Presentment presentment) {
    session
        .createNativeMutationQuery(
            """
            INSERT INTO presentment
              (reference, attempt_id, terminal_serial, ksn, iv, data, pin_block, expires_at)
            VALUES (:reference, :attempt, :serial, :ksn, :iv, :data, CAST(:pin AS text), :expires)""")
        .setParameter("reference", presentment.reference())
        .setParameter("attempt", presentment.attemptId().value())
        .setParameter("serial", presentment.terminalSerial())
        .setParameter("ksn", presentment.card().ksn())
        .setParameter("iv", presentment.card().iv())
        .setParameter("data", presentment.card().data())
        .setParameter("pin", presentment.card().pinBlock())
        .setParameter("expires", presentment.expiresAt())
        .executeUpdate();
  }

  @Override
  public Optional<Presentment> take(String reference) {
    List<Tuple> taken =
        session
            .createNativeQuery(
                """
                DELETE FROM presentment WHERE reference = :reference
                RETURNING attempt_id, terminal_serial, ksn, iv, data, pin_block, expires_at""",
                Tuple.class)
            .setParameter("reference", reference)
            .getResultList();
    return taken.stream().findFirst().map(row -> read(reference, row));
  }

  @Override
  public int reap(Instant now) {
    return session
        .createNativeMutationQuery("DELETE FROM presentment WHERE expires_at <= :now")
        .setParameter("now", now)
        .executeUpdate();
  }

  private static Presentment read(String reference, Tuple row) {
    return new Presentment(
        reference,
        new AttemptId(row.get("attempt_id", String.class)),
        row.get("terminal_serial", String.class),
        new SealedCard(
            row.get("ksn", String.class),
            row.get("iv", String.class),
            row.get("data", String.class),
            row.get("pin_block", String.class)),
        row.get("expires_at", Instant.class));
  }
}
