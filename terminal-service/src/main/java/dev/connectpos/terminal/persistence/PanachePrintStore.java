package dev.connectpos.terminal.persistence;

import dev.connectpos.terminal.application.PrintStore;
import dev.connectpos.terminal.domain.PrintId;
import dev.connectpos.terminal.domain.PrintJob;
import dev.connectpos.terminal.domain.TerminalId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tables {@code print_job} and {@code print_image}. */
@ApplicationScoped
class PanachePrintStore implements PrintStore, PanacheRepositoryBase<PrintJobRow, String> {

  /** Written out, so that the partial indexes serve it. */
  private static final String OPEN = "status in ('QUEUED', 'PRINTING')";

  @Override
  public boolean add(PrintJob job, byte[] image) {
    boolean added =
        getEntityManager()
                .createNativeQuery(
                    """
                    insert into print_job (id, account_id, order_id, terminal_id, document, format, width,
                        height, bytes, sha256, created_at, answer_by, status, correlation_id, traceparent)
                    values (:id, :account, :order, :terminal, :document, :format, :width, :height, :bytes,
                        :sha256, :created, :answer_by, 'QUEUED', :correlation, cast(:trace as text))
                    on conflict (id) do nothing
                    """)
                .setParameter("id", job.id().value())
                .setParameter("account", job.accountId().value())
                .setParameter("order", job.orderId().value())
                .setParameter("terminal", job.terminalId().value())
                .setParameter("document", job.document().name())
                .setParameter("format", job.image().format().name())
                .setParameter("width", job.image().width())
                .setParameter("height", job.image().height())
                .setParameter("bytes", job.image().bytes())
                .setParameter("sha256", job.image().sha256())
                .setParameter("created", job.createdAt())
                .setParameter("answer_by", job.answerBy())
                .setParameter("correlation", job.correlationId())
                .setParameter("trace", job.traceparent())
                .executeUpdate()
            == 1;
    if (added) {
      getEntityManager()
          .createNativeQuery("insert into print_image (print_id, content) values (?1, ?2)")
          .setParameter(1, job.id().value())
          .setParameter(2, image)
          .executeUpdate();
    }
    return added;
  }

  @Override
  public Optional<PrintJob> find(PrintId id) {
    return findByIdOptional(id.value()).map(PrintJobRow::toJob);
  }

  @Override
  public Optional<PrintJob> lock(PrintId id) {
    return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE).map(PrintJobRow::toJob);
  }

  @Override
  public void save(PrintJob job) {
    findById(job.id().value()).change(job.state());
  }

  @Override
  public byte[] image(PrintId id) {
    return (byte[])
        getEntityManager()
            .createNativeQuery("select content from print_image where print_id = ?1", byte[].class)
            .setParameter(1, id.value())
            .getSingleResult();
  }

  @Override
  public void dropImage(PrintId id) {
    getEntityManager()
        .createNativeQuery("delete from print_image where print_id = ?1")
        .setParameter(1, id.value())
        .executeUpdate();
  }

  @Override
  public Optional<PrintId> openOf(TerminalId terminal) {
    List<?> open =
        getEntityManager()
            .createNativeQuery(
                "select id from print_job where terminal_id = ?1 and " + OPEN, String.class)
            .setParameter(1, terminal.value())
            .getResultList();
    return open.stream().map(String.class::cast).map(PrintId::new).findFirst();
  }

  @Override
  public List<PrintId> overdue(Instant now, int limit) {
    List<?> due =
        getEntityManager()
            .createNativeQuery(
                "select id from print_job where answer_by <= ?1 and "
                    + OPEN
                    + " order by answer_by limit ?2",
                String.class)
            .setParameter(1, now)
            .setParameter(2, limit)
            .getResultList();
    return due.stream().map(String.class::cast).map(PrintId::new).toList();
  }

  @Override
  public int forget(Instant endedBefore, int limit) {
    return getEntityManager()
        .createNativeQuery(
            """
            delete from print_job where id in (
              select id from print_job where ended_at < ?1
              order by ended_at limit ?2 for update skip locked)
            """)
        .setParameter(1, endedBefore)
        .setParameter(2, limit)
        .executeUpdate();
  }
}
