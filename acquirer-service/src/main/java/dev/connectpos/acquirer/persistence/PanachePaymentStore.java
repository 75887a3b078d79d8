package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.PaymentSettings;
import dev.connectpos.acquirer.application.PaymentStore;
import dev.connectpos.acquirer.application.StoredPayment;
import dev.connectpos.acquirer.domain.Cancellation;
import dev.connectpos.acquirer.domain.Cancellations;
import dev.connectpos.acquirer.domain.Captures;
import dev.connectpos.acquirer.domain.Channel;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.money.Currency;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Payments in their table; the row lock is what makes a payment's steps one after another. */
@ApplicationScoped
class PanachePaymentStore implements PaymentStore, PanacheRepositoryBase<PaymentRow, String> {
  /** Day of year behind this, as observed in the incumbent's NSUs. */
  private static final int DAY_OFFSET = 100;

  private static final String VACANCY =
      """
      SELECT CASE
        WHEN EXISTS (SELECT 1 FROM payment WHERE payment_id = :payment) THEN 'PAYMENT_EXISTS'
        WHEN EXISTS (SELECT 1 FROM payment WHERE terminal_id = :terminal AND attempt_id = :attempt)
          THEN 'ATTEMPT_TAKEN'
        ELSE 'FREE' END""";

  private final String instance;

  PanachePaymentStore(PaymentSettings settings) {
    this.instance = settings.instance();
  }

  @Override
  public Vacancy vacancy(PaymentTerms terms) {
    Object answer =
        getEntityManager()
            .createNativeQuery(VACANCY)
            .setParameter("payment", terms.id().value())
            .setParameter("terminal", terminalId(terms))
            .setParameter("attempt", terms.attemptId().value())
            .getSingleResult();
    return Vacancy.valueOf((String) answer);
  }

  /** Online there is none, and an attempt is a payment: only its own key can be taken. */
  private static String terminalId(PaymentTerms terms) {
    return switch (terms.channel()) {
      case Channel.Terminal terminal -> terminal.id();
      case Channel.Online _ -> "";
    };
  }

  @Override
  public void insert(StoredPayment payment, Timing timing) {
    var terms = payment.payment().terms();
    var row = new PaymentRow();
    row.paymentId = terms.id().value();
    row.orderId = terms.orderId().value();
    row.accountId = terms.accountId().value();
    row.attemptId = terms.attemptId().value();
    PaymentRowMapping.write(terms.channel(), row);
    row.nsu = payment.nsu();
    row.amountMinor = terms.amount().minor();
    row.currency = terms.amount().currency().name();
    row.paymentType = terms.plan().type().name();
    row.installments = terms.plan().installments();
    row.installmentType = terms.plan().installmentType().name();
    row.operation = terms.operation().name();
    row.softDescriptor = terms.softDescriptor();
    row.correlationId = payment.trail().correlationId();
    row.instance = instance;
    row.createdAt = timing.at();
    write(payment, timing, row);
    persist(row);
  }

  @Override
  public Optional<StoredPayment> lock(PaymentId id) {
    return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE)
        .map(row -> PaymentRowMapping.read(row, captures(row), read(row)));
  }

  private Session session() {
    return getEntityManager().unwrap(Session.class);
  }

  private Captures captures(PaymentRow row) {
    return PaymentRowMapping.hasCaptures(row) ? CaptureRows.of(session(), row) : Captures.NONE;
  }

  private Cancellations read(PaymentRow row) {
    if (!PaymentRowMapping.hasCancellations(row)) {
      return Cancellations.NONE;
    }
    var currency = Currency.of(row.currency);
    return new Cancellations(rows(row).stream().map(one -> one.read(currency)).toList());
  }

  /** In the order they were asked for. */
  private List<CancellationRow> rows(PaymentRow row) {
    return getEntityManager()
        .createQuery(
            "from CancellationRow where paymentId = :payment order by cancellationId",
            CancellationRow.class)
        .setParameter("payment", row.paymentId)
        .getResultList();
  }

  @Override
  public void save(StoredPayment payment, Timing timing) {
    PaymentRow row = locked(payment);
    write(payment.payment().state().cancellations(), row, timing.at());
    long capturedBefore = row.capturedMinor;
    write(payment, timing, row);
    row.attempts = 0;
    // A decision captures once at most.
    if (row.capturedMinor > capturedBefore) {
      var captures = payment.payment().state().captures();
      CaptureRows.add(session(), payment.payment().terms().id(), captures);
    }
  }

  private void write(Cancellations cancellations, PaymentRow payment, Instant now) {
    if (cancellations.all().isEmpty()) {
      return;
    }
    var known = new HashMap<String, CancellationRow>();
    rows(payment).forEach(row -> known.put(row.requestId, row));
    for (Cancellation one : cancellations.all()) {
      CancellationRow row = known.get(one.request().value());
      if (row == null) {
        row = new CancellationRow();
        row.paymentId = payment.paymentId;
        row.requestId = one.request().value();
        row.kind = one.kind().name();
        row.amountMinor = one.amount().minor();
        row.ofHold = one.ofHold();
        row.write(one, now);
        getEntityManager().persist(row);
      } else {
        row.write(one, now);
      }
    }
  }

  @Override
  public void saveSeen(StoredPayment payment, Instant at) {
    PaymentRow row = locked(payment);
    write(payment.trail(), row);
    row.updatedAt = at;
  }

  @Override
  public int attempts(PaymentId id, @Nullable RequestId request) {
    PaymentRow row = findById(id.value());
    if (request == null) {
      return row.attempts;
    }
    return rows(row).stream()
        .filter(one -> one.requestId.equals(request.value()))
        .mapToInt(one -> one.attempts)
        .sum();
  }

  @Override
  public String nextNsu(int dayOfYear) {
    Number next =
        (Number) getEntityManager().createNativeQuery("SELECT nextval('nsu')").getSingleResult();
    return String.format(Locale.ROOT, "%03d%011d", DAY_OFFSET + dayOfYear, next.longValue());
  }

  /** The row that {@link #lock} read in this transaction; no further query. */
  private PaymentRow locked(StoredPayment payment) {
    return findById(payment.payment().terms().id().value());
  }

  private static void write(StoredPayment payment, Timing timing, PaymentRow row) {
    PaymentRowMapping.write(payment.payment().state(), row);
    write(payment.trail(), row);
    row.dueAt = timing.due();
    row.updatedAt = timing.at();
  }

  private static void write(StoredPayment.Trail trail, PaymentRow row) {
    row.lastCommandVersion = trail.commandVersion();
    row.lastChargeVersion = trail.chargeVersion();
    row.eventVersion = trail.eventVersion();
    row.causationId = trail.causationId();
  }
}
