package dev.connectpos.terminal.persistence;

import dev.connectpos.terminal.application.TerminalStore;
import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.Activation;
import dev.connectpos.terminal.domain.AdminLock;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.PairingId;
import dev.connectpos.terminal.domain.SessionId;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.TerminalId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Table {@code terminal}. What needs no lock (frame numbers, presence) is one statement each. */
@ApplicationScoped
class PanacheTerminalStore implements TerminalStore, PanacheRepositoryBase<TerminalRow, String> {

  @Override
  public Optional<Terminal> find(TerminalId id) {
    return findByIdOptional(id.value()).map(TerminalRow::toTerminal);
  }

  @Override
  public List<Terminal> ofAccount(AccountId account) {
    return list("accountId = ?1 order by registeredAt, id", account.value()).stream()
        .map(TerminalRow::toTerminal)
        .toList();
  }

  @Override
  public Optional<Terminal> lock(TerminalId id) {
    return locked(findById(id.value(), LockModeType.PESSIMISTIC_WRITE));
  }

  @Override
  public Optional<Terminal> lockBySerial(String serialNumber) {
    return locked(
        find("serialNumber", serialNumber).withLock(LockModeType.PESSIMISTIC_WRITE).firstResult());
  }

  @Override
  public Optional<AccountId> accountOf(TerminalId id) {
    return getEntityManager()
        .createQuery("select t.accountId from TerminalRow t where t.id = ?1", String.class)
        .setParameter(1, id.value())
        .getResultStream()
        .findFirst()
        .map(AccountId::new);
  }

  @Override
  public Optional<Terminal> lockSuccessor(Terminal replaced) {
    return replaced.isReplaced()
        ? lockBySerial(latestSerial(replaced.accountId(), replaced.serialNumber()))
        : Optional.empty();
  }

  @Override
  public String latestSerial(AccountId account, String serialNumber) {
    // Read without the rows: none of them is locked yet.
    return (String)
        getEntityManager()
            .createNativeQuery(
                """
                with recursive line (serial, length) as (
                  select cast(:serial as text) collate "C", 0
                  union all
                  select t.replaced_by, length + 1 from terminal t join line l on l.serial = t.serial_number
                  where t.replaced_by is not null and t.account_id = :account)
                select serial from line order by length desc limit 1
                """,
                String.class)
            .setParameter("serial", serialNumber)
            .setParameter("account", account.value())
            .getSingleResult();
  }

  private static Optional<Terminal> locked(@Nullable TerminalRow row) {
    return Optional.ofNullable(row).map(TerminalRow::toTerminal);
  }

  @Override
  public boolean add(Terminal terminal, PairingId pairing) {
    return getEntityManager()
            .createNativeQuery(
                """
                insert into terminal (id, account_id, serial_number, model, mode, registered_at, pairing_id)
                values (?1, ?2, ?3, ?4, ?5, ?6, ?7) on conflict (serial_number) do nothing
                """)
            .setParameter(1, terminal.id().value())
            .setParameter(2, terminal.accountId().value())
            .setParameter(3, terminal.serialNumber())
            .setParameter(4, terminal.model().name())
            .setParameter(5, terminal.mode().name())
            .setParameter(6, terminal.registeredAt())
            .setParameter(7, pairing.value())
            .executeUpdate()
        == 1;
  }

  @Override
  public Optional<Credential> credential(TerminalId id) {
    return findByIdOptional(id.value())
        .map(
            row ->
                new Credential(
                    new PairingId(row.pairingId),
                    row.credentialPairingId == null ? null : new PairingId(row.credentialPairingId),
                    row.credentialSha256,
                    row.credentialUsed));
  }

  @Override
  public void save(TerminalId id, Credential credential) {
    TerminalRow row = row(id);
    PairingId issuedBy = credential.issuedBy();
    row.pairingId = credential.pairing().value();
    row.credentialPairingId = issuedBy == null ? null : issuedBy.value();
    row.credentialSha256 = credential.hash();
    row.credentialUsed = credential.used();
  }

  @Override
  public void save(Terminal terminal) {
    TerminalRow row = row(terminal.id());
    row.epoch = terminal.epoch();
    row.connected = terminal.connected();
    row.lastSeenAt = terminal.lastSeenAt();
    row.appVersion = terminal.appVersion();
  }

  @Override
  public void activate(TerminalId id, Activation activation) {
    TerminalRow row = row(id);
    row.active = activation.active();
    row.mode = activation.mode();
  }

  @Override
  public void replace(Terminal terminal) {
    activate(terminal.id(), terminal.activation());
    row(terminal.id()).replacedBy = terminal.replacedBy();
  }

  @Override
  public AdminLock adminLock(TerminalId id) {
    TerminalRow row = row(id);
    return new AdminLock(row.adminWrong, row.adminLockedUntil);
  }

  @Override
  public void save(TerminalId id, AdminLock lock) {
    TerminalRow row = row(id);
    row.adminWrong = lock.wrong();
    row.adminLockedUntil = lock.lockedUntil();
  }

  @Override
  public Optional<OrderId> pickOf(TerminalId id) {
    return getEntityManager()
        .createQuery(
            "select t.pickedOrderId from TerminalRow t where t.id = ?1 and t.pickedOrderId is not"
                + " null",
            String.class)
        .setParameter(1, id.value())
        .getResultStream()
        .findFirst()
        .map(OrderId::new);
  }

  @Override
  public void pick(TerminalId id, @Nullable OrderId order) {
    row(id).pickedOrderId = order == null ? null : order.value();
  }

  @Override
  public long nextEventVersion(TerminalId id) {
    return ++row(id).eventVersion;
  }

  @Override
  public void raiseScreen(TerminalId id) {
    row(id).screenVersion++;
  }

  @Override
  public OptionalLong reserveFrames(SessionId session, int count) {
    List<?> last =
        getEntityManager()
            .createNativeQuery(
                """
                update terminal set last_seq = last_seq + ?1 where id = ?2 and epoch = ?3
                returning last_seq - ?1
                """,
                Long.class)
            .setParameter(1, count)
            .setParameter(2, session.terminal().value())
            .setParameter(3, session.epoch())
            .getResultList();
    return last.isEmpty() ? OptionalLong.empty() : OptionalLong.of((Long) last.getFirst());
  }

  @Override
  public void returnFrames(SessionId session, long lastUsed) {
    getEntityManager()
        .createNativeQuery(
            "update terminal set last_seq = ?1 where id = ?2 and epoch = ?3 and last_seq > ?1")
        .setParameter(1, lastUsed)
        .setParameter(2, session.terminal().value())
        .setParameter(3, session.epoch())
        .executeUpdate();
  }

  @Override
  public void heard(List<Heard> sessions) {
    getEntityManager()
        .createNativeQuery(
            """
            update terminal t set last_seen_at = greatest(t.last_seen_at, h.at)
            from unnest(cast(?1 as text[]), cast(?2 as bigint[]), cast(?3 as timestamptz[])) as h(id, epoch, at)
            where t.id = h.id and t.epoch = h.epoch and t.connected
            """)
        .setParameter(
            1, sessions.stream().map(h -> h.session().terminal().value()).toArray(String[]::new))
        .setParameter(2, sessions.stream().map(h -> h.session().epoch()).toArray(Long[]::new))
        .setParameter(3, sessions.stream().map(h -> h.at().toString()).toArray(String[]::new))
        .executeUpdate();
  }

  @Override
  public List<Position> positions(Collection<TerminalId> terminals) {
    // Native: HQL's array_contains turns the comparison round, and no index can serve it.
    List<?> rows =
        getEntityManager()
            .createNativeQuery(
                """
                select t.id, t.epoch, t.screen_version, coalesce(l.version, 0)
                from terminal t left join order_list l on l.account_id = t.account_id
                where t.id = any(?1)
                """,
                Object[].class)
            .setParameter(1, terminals.stream().map(TerminalId::value).toArray(String[]::new))
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            r -> new Position(new TerminalId((String) r[0]), (Long) r[1], (Long) r[2], (Long) r[3]))
        .toList();
  }

  @Override
  public List<SessionId> silentSince(Instant instant) {
    return list("connected and lastSeenAt < ?1", instant).stream()
        .map(row -> new SessionId(new TerminalId(row.id), row.epoch))
        .toList();
  }

  private TerminalRow row(TerminalId id) {
    TerminalRow row = findById(id.value());
    if (row == null) {
      throw new IllegalStateException("no terminal " + id);
    }
    return row;
  }
}
