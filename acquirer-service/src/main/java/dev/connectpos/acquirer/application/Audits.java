package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.MoneyLog.Capture;
import dev.connectpos.acquirer.application.MoneyLog.GivenBack;
import dev.connectpos.acquirer.application.MoneyLog.OfPayment;
import dev.connectpos.acquirer.application.MoneyLog.OfSettlement;
import dev.connectpos.acquirer.application.MoneyLog.Settled;
import dev.connectpos.acquirer.application.MoneyLog.Told;
import dev.connectpos.acquirer.application.RebuiltBooks.Counts;
import dev.connectpos.acquirer.application.RebuiltBooks.Versions;
import dev.connectpos.acquirer.domain.Cancellations;
import dev.connectpos.acquirer.domain.CapturedMoney;
import dev.connectpos.acquirer.domain.Captures;
import dev.connectpos.acquirer.domain.Payment;
import dev.connectpos.acquirer.domain.PaymentEvent;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentState;
import dev.connectpos.acquirer.domain.Payout;
import dev.connectpos.acquirer.domain.Posting;
import dev.connectpos.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds the books from the event log and compares them with the stored ones (invariant 5,
 * docs/adr/0033):
 *
 * <ol>
 *   <li>read the log from its first message to what is there now, and post what it tells into empty
 *       books, by the code that posts every day; duplicates are dropped by the version;
 *   <li>freeze the stored books in one snapshot. All that was read until then is in it, since a
 *       message is published when its transaction can be seen;
 *   <li>read on until all that is in the snapshot was read, leaving out what is not;
 *   <li>compare, text by text.
 * </ol>
 *
 * <p>The snapshot is held for the last two steps only, and sales go on all the while. What is told
 * is keyed by the event, so that a payment may have any number of captures.
 */
@ApplicationScoped
public class Audits {
  /** How many seconds the log may take to show what is committed. */
  private static final int PATIENCE = 30;

  /** Messages between two words about progress. */
  private static final long STEP = 5_000;

  private final MoneyLog log;
  private final RebuiltBooks.Source books;
  private final AffiliationInquiries affiliations;
  private final PaymentSettings settings;

  Audits(
      MoneyLog log,
      RebuiltBooks.Source books,
      AffiliationInquiries affiliations,
      PaymentSettings settings) {
    this.log = log;
    this.books = books;
    this.affiliations = affiliations;
    this.settings = settings;
  }

  /** Who is told how it goes. */
  public interface Listener {

    /** So many messages were read, of so many that were there at the beginning. */
    void progress(long read, long all);

    /** Something is not as it should be. */
    void difference(String text);
  }

  /**
   * What came of it.
   *
   * @param wholeLog whether the log has its beginning; without it nothing is proven of what is
   *     older
   * @param messages read
   * @param recomputed captures of releases that told neither fee nor day: today's table of fees and
   *     the merchant's zone of today were taken
   */
  public record Result(boolean wholeLog, long messages, long recomputed, Counts counts) {}

  /** Runs one; empty if one is running already, on whichever replica. */
  public Optional<Result> run(Listener listener) {
    try (RebuiltBooks open = books.open().orElse(null)) {
      if (open == null) {
        return Optional.empty();
      }
      try (MoneyLog.Reading reading = log.read()) {
        return Optional.of(new Run(open, reading, listener).result());
      }
    }
  }

  private final class Run {
    private final RebuiltBooks rebuilt;
    private final MoneyLog.Reading reading;
    private final Listener listener;
    private final Receivables receivables;
    private long messages;
    private long recomputed;
    private long gaps;

    Run(RebuiltBooks rebuilt, MoneyLog.Reading reading, Listener listener) {
      this.rebuilt = rebuilt;
      this.reading = reading;
      this.listener = listener;
      this.receivables = new Receivables(rebuilt, affiliations::zoneOf, settings);
    }

    Result result() {
      long told = 0;
      while (!reading.isThrough()) {
        apply(reading.next());
        if (messages - told >= STEP) {
          told = messages;
          listener.progress(messages, reading.size());
        }
      }
      rebuilt.freeze();
      for (int vain = 0; vain < PATIENCE && !rebuilt.isLevel(); ) {
        List<Told> more = reading.next();
        apply(more);
        vain = more.isEmpty() ? vain + 1 : 0;
        // Also while nothing comes: who listens must not take it for the end.
        listener.progress(messages, Math.max(messages, reading.size()));
      }
      listener.progress(messages, Math.max(messages, reading.size()));
      Counts counts = rebuilt.compare(reading.isWhole(), listener::difference);
      return new Result(reading.isWhole(), messages, recomputed, withGaps(counts));
    }

    private Counts withGaps(Counts counts) {
      return new Counts(
          counts.payments(),
          counts.beforeLog(),
          counts.receivables(),
          counts.entries(),
          counts.settlements(),
          counts.settlementsTakenOver(),
          counts.balances(),
          counts.differences() + gaps);
    }

    private void apply(List<Told> told) {
      var ids = new HashSet<PaymentId>();
      for (Told one : told) {
        if (one instanceof OfPayment payment) {
          ids.add(payment.id());
        }
      }
      Map<PaymentId, Versions> versions = new HashMap<>(rebuilt.versions(ids));
      for (Told one : told) {
        messages++;
        switch (one) {
          case OfPayment payment -> apply(payment, versions);
          case OfSettlement(var settled) -> rebuilt.settle(settled, payout(settled));
        }
      }
    }

    private void apply(OfPayment told, Map<PaymentId, Versions> versions) {
      Versions known = versions.getOrDefault(told.id(), new Versions(0, Long.MAX_VALUE));
      if (told.version() <= known.rebuilt() || told.version() > known.stored()) {
        return;
      }
      boolean next = told.version() == known.rebuilt() + 1;
      if (!next && (reading.isWhole() || known.rebuilt() > 0)) {
        gaps++;
        listener.difference(
            "payment %s: event %d follows %d in the log"
                .formatted(told.id(), told.version(), known.rebuilt()));
      }
      versions.put(told.id(), new Versions(told.version(), known.stored()));
      rebuilt.read(told.id(), told.version(), next);
      told.moved().ifPresent(moved -> post(told.id(), moved));
    }

    private void post(PaymentId id, MoneyLog.Moved moved) {
      switch (moved) {
        case Capture capture -> {
          rebuilt.keep(id, capture.message());
          book(Payment.of(capture.terms()), event(id, capture), capture.bookedOn());
          if (capture.fee() == null || capture.bookedOn() == null) {
            recomputed++;
          }
        }
        case GivenBack(var event, var day) ->
            before(id).ifPresent(before -> book(before, event, day));
      }
    }

    private void book(Payment before, PaymentEvent event, @Nullable LocalDate day) {
      Posting.of(before, event)
          .ifPresent(
              posting -> {
                rebuilt.post(posting);
                receivables.book(
                    before,
                    event,
                    day == null ? receivables.day(posting.accountId(), posting.at()) : day);
              });
    }

    /** The payment as it was captured so far; empty if nothing was. */
    private Optional<Payment> before(PaymentId id) {
      List<Capture> all = captures(id);
      if (all.isEmpty()) {
        return Optional.empty();
      }
      Capture last = all.getLast();
      return Optional.of(
          new Payment(
              last.terms(),
              new PaymentState.Captured(
                  last.card(), last.approval(), money(all), Cancellations.NONE)));
    }

    private PaymentEvent event(PaymentId id, Capture capture) {
      return new PaymentEvent.Captured(capture.card(), capture.approval(), money(captures(id)));
    }

    private List<Capture> captures(PaymentId id) {
      return rebuilt.captures(id).stream().map(reading::capture).toList();
    }

    private Captures money(List<Capture> captures) {
      return new Captures(captures.stream().map(this::money).toList());
    }

    private CapturedMoney money(Capture capture) {
      Money fee = capture.fee();
      return new CapturedMoney(
          capture.amount(),
          fee == null
              ? settings
                  .fees()
                  .fee(capture.amount(), capture.terms().plan(), capture.card().brand())
              : fee,
          capture.at(),
          capture.request(),
          // Of no consequence for what was posted.
          false);
    }

    /** Only its sums are told, and only those are posted. */
    private static Payout payout(Settled settled) {
      return new Payout(List.of(), settled.gross(), settled.fee());
    }
  }
}
