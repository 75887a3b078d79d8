package dev.connectpos.terminal.persistence;

import dev.connectpos.terminal.application.SaleCancellationStore;
import dev.connectpos.terminal.domain.CancelId;
import dev.connectpos.terminal.domain.RequestId;
import dev.connectpos.terminal.domain.SaleCancellation;
import dev.connectpos.terminal.domain.TerminalId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Table {@code sale_cancellation}. */
@ApplicationScoped
class PanacheSaleCancellationStore
    implements SaleCancellationStore, PanacheRepositoryBase<SaleCancellationRow, String> {

  @Override
  public void add(SaleCancellation cancellation) {
    persist(SaleCancellationRow.of(cancellation));
  }

  @Override
  public void save(SaleCancellation cancellation) {
    findById(cancellation.id().value()).change(cancellation.state());
  }

  @Override
  public Optional<TerminalId> terminalOf(RequestId id) {
    return getEntityManager()
        .createQuery("select c.terminalId from SaleCancellationRow c where c.id = ?1", String.class)
        .setParameter(1, id.value())
        .getResultStream()
        .findFirst()
        .map(TerminalId::new);
  }

  @Override
  public Optional<SaleCancellation> find(RequestId id) {
    return findByIdOptional(id.value()).map(SaleCancellationRow::toCancellation);
  }

  @Override
  public Optional<SaleCancellation> find(TerminalId terminal, CancelId id) {
    return find(terminal, List.of(id)).stream().findFirst();
  }

  @Override
  public List<SaleCancellation> find(TerminalId terminal, Collection<CancelId> ids) {
    return list(
            "terminalId = ?1 and cancelId in ?2 order by askedAt, id",
            terminal.value(),
            ids.stream().map(CancelId::value).toList())
        .stream()
        .map(SaleCancellationRow::toCancellation)
        .toList();
  }
}
