package dev.connectpos.terminal.persistence;

import dev.connectpos.terminal.application.PairingStore;
import dev.connectpos.terminal.domain.PairingId;
import dev.connectpos.terminal.domain.TerminalId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;

/** Table {@code pairing}. */
@ApplicationScoped
class PanachePairingStore implements PairingStore, PanacheRepositoryBase<PairingRow, String> {

  @Override
  public void dropExpired(Instant now) {
    delete("terminalId is null and expiresAt <= ?1", now);
  }

  @Override
  public void keepNewest(String serialNumber, int count) {
    getEntityManager()
        .createNativeQuery(
            """
            delete from pairing where terminal_id is null and id in (
              select id from pairing where serial_number = ?1 and terminal_id is null
              order by created_at desc, id desc offset ?2)
            """)
        .setParameter(1, serialNumber)
        .setParameter(2, count)
        .executeUpdate();
  }

  @Override
  public boolean add(Pairing pairing) {
    return getEntityManager()
            .createNativeQuery(
                """
                insert into pairing (id, serial_number, model, app_version, code, secret_sha256,
                                     created_at, expires_at)
                values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) on conflict (code) do nothing
                """)
            .setParameter(1, pairing.id().value())
            .setParameter(2, pairing.serialNumber())
            .setParameter(3, pairing.model().name())
            .setParameter(4, pairing.appVersion())
            .setParameter(5, pairing.code())
            .setParameter(6, pairing.secretHash())
            .setParameter(7, pairing.createdAt())
            .setParameter(8, pairing.expiresAt())
            .executeUpdate()
        == 1;
  }

  @Override
  public Optional<Pairing> lockByCode(String code) {
    return find("code", code)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional()
        .map(PairingRow::toPairing);
  }

  @Override
  public Optional<Pairing> find(PairingId id) {
    return findByIdOptional(id.value()).map(PairingRow::toPairing);
  }

  @Override
  public void lead(PairingId pairing, TerminalId terminal) {
    findById(pairing.value()).terminalId = terminal.value();
  }
}
