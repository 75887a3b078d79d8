package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.Ids;
import dev.connectpos.acquirer.application.ReceivableStore;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.Receivable;
import dev.connectpos.acquirer.domain.Receivable.Kind;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Locale;
import org.hibernate.Session;

/** Receivables in their table, one statement each posting. */
@ApplicationScoped
class NativeReceivableStore implements ReceivableStore {
  private final Session session;
  private final Ids ids;

  NativeReceivableStore(Session session, Ids ids) {
    this.session = session;
    this.ids = ids;
  }

  @Override
  public void add(Booking booking) {
    var all = booking.receivables();
    var request = booking.request();
    session
        .createNativeMutationQuery(
            """
            INSERT INTO receivable
              (receivable_id, payment_id, account_id, kind, reason, request_id, capture_no,
               installment, amount_minor, fee_minor, currency, due_on, payment_date, booked_on,
               created_at)
            SELECT one.id, :payment, :account, one.kind, :reason, CAST(:request AS text),
                   one.capture, one.installment, one.amount, one.fee, :currency, one.due_on, one.due_on,
                   :day, :at
              FROM unnest(CAST(:ids AS text[]), CAST(:kinds AS text[]),
                          CAST(:captures AS integer[]),
                          CAST(:installments AS integer[]), CAST(:amounts AS bigint[]),
                          CAST(:fees AS bigint[]), CAST(CAST(:dues AS text[]) AS date[]))
                     WITH ORDINALITY AS one (id, kind, capture, installment, amount, fee, due_on, line)
             ORDER BY one.line""")
        .setParameter("payment", booking.terms().id().value())
        .setParameter("account", booking.terms().accountId().value())
        .setParameter("reason", booking.reason())
        .setParameter("request", request == null ? null : request.value())
        .setParameter("currency", booking.terms().amount().currency().name())
        .setParameter("day", booking.day())
        .setParameter("at", booking.at())
        .setParameter("ids", all.stream().map(_ -> ids.receivable()).toArray(String[]::new))
        .setParameter("kinds", all.stream().map(one -> name(one.kind())).toArray(String[]::new))
        .setParameter("captures", all.stream().map(Receivable::capture).toArray(Integer[]::new))
        .setParameter(
            "installments", all.stream().map(Receivable::installment).toArray(Integer[]::new))
        .setParameter("amounts", all.stream().map(one -> one.amount().minor()).toArray(Long[]::new))
        .setParameter("fees", all.stream().map(one -> one.fee().minor()).toArray(Long[]::new))
        .setParameter(
            "dues", all.stream().map(one -> one.dueOn().toString()).toArray(String[]::new))
        .executeUpdate();
  }

  @Override
  public List<Receivable> creditsOf(PaymentId id) {
    return session
        .createNativeQuery(
            """
            SELECT kind, capture_no, installment, amount_minor, fee_minor,
                   CAST(currency AS text) AS currency, due_on
              FROM receivable WHERE payment_id = :payment AND kind = 'credit'
             ORDER BY capture_no, installment""",
            Tuple.class)
        .setParameter("payment", id.value())
        .getResultStream()
        .map(NativeReceivableStore::read)
        .toList();
  }

  static Receivable read(Tuple row) {
    var currency = Currency.of(row.get("currency", String.class));
    return new Receivable(
        Kind.valueOf(row.get("kind", String.class).toUpperCase(Locale.ROOT)),
        row.get("capture_no", Integer.class),
        row.get("installment", Integer.class),
        new Money(row.get("amount_minor", Long.class), currency),
        new Money(row.get("fee_minor", Long.class), currency),
        NativeRows.date(row, "due_on"));
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
