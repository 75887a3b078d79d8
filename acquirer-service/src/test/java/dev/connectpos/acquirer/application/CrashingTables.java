package dev.connectpos.acquirer.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.application.DuePayments.Due;
import dev.connectpos.acquirer.application.DuePayments.DueCancellation;
import dev.connectpos.acquirer.application.DuePayments.DuePayment;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.Cancellation;
import dev.connectpos.acquirer.domain.Exposure;
import dev.connectpos.acquirer.domain.LedgerAccount;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentState;
import dev.connectpos.acquirer.domain.PaymentState.Taken;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.Posting;
import dev.connectpos.acquirer.domain.Receivable;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A database in memory, with transactions that crash. All tables are copied when a transaction
 * begins and put back when it does not commit; after every commit the books are audited. There is
 * one thread, so nothing has to be locked.
 */
final class CrashingTables implements TransactionSynchronizationRegistry {
  /** The process is gone; only what was committed is left. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1;

    Crash() {
      super("crash", null, false, false);
    }
  }

  /** A payment's row, or a cancellation's: when it is due, and how often it was claimed. */
  private record DueRow(@Nullable Instant at, int claims) {}

  private record CancellationKey(PaymentId payment, RequestId request, int tried) {}

  /** Everything that is durable. */
  @SuppressWarnings("ArrayRecordComponent") // Balance and reserve; compared by no one.
  private record Tables(
      Map<PaymentId, StoredPayment> payments,
      Map<PaymentId, DueRow> due,
      Map<CancellationKey, DueRow> dueCancellations,
      List<Posting> ledger,
      List<ReceivableStore.Booking> bookings,
      List<Events.Stated> outbox,
      Map<String, PresentmentStore.Presentment> presentments,
      Money[] balance) {

    static Tables empty() {
      return new Tables(
          new LinkedHashMap<>(),
          new LinkedHashMap<>(),
          new LinkedHashMap<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new LinkedHashMap<>(),
          new Money[] {Money.brl(0), Money.brl(0)});
    }

    Tables copy() {
      return new Tables(
          new LinkedHashMap<>(payments),
          new LinkedHashMap<>(due),
          new LinkedHashMap<>(dueCancellations),
          new ArrayList<>(ledger),
          new ArrayList<>(bookings),
          new ArrayList<>(outbox),
          new LinkedHashMap<>(presentments),
          balance.clone());
    }
  }

  private final List<Synchronization> synchronizations = new ArrayList<>();
  private Tables tables = Tables.empty();
  private boolean active;
  private int crashIn;
  private int points;

  /** Crashes at the n-th point from now on; 0 never. */
  void crashAt(int point) {
    crashIn = point;
    points = 0;
  }

  /** How many points a crash could have been at since. */
  int points() {
    return points;
  }

  /** Between two commit points; there is nothing more that a crash could tell apart. */
  void point() {
    points++;
    if (crashIn > 0 && --crashIn == 0) {
      throw new Crash();
    }
  }

  boolean isActive() {
    return active;
  }

  /** One transaction. */
  <T> T in(Supplier<T> work) {
    point();
    Tables before = tables.copy();
    active = true;
    T result;
    try {
      result = work.get();
      point();
    } catch (RuntimeException | Error e) {
      tables = before;
      synchronizations.clear();
      active = false;
      throw e;
    }
    active = false;
    audit();
    var committed = List.copyOf(synchronizations);
    synchronizations.clear();
    point();
    committed.forEach(s -> s.afterCompletion(Status.STATUS_COMMITTED));
    return result;
  }

  /** One transaction. */
  void run(Runnable work) {
    in(
        () -> {
          work.run();
          return true;
        });
  }

  Optional<StoredPayment> payment(PaymentId id) {
    return Optional.ofNullable(tables.payments.get(id));
  }

  /** Everything stated so far, in commit order. */
  List<Events.Stated> outbox() {
    return List.copyOf(tables.outbox);
  }

  /** What a redelivery must not change. */
  Object snapshot() {
    return List.of(
        Map.copyOf(tables.payments),
        List.copyOf(tables.ledger),
        List.copyOf(tables.outbox),
        List.of(tables.balance.clone()));
  }

  void present(PresentmentStore.Presentment card) {
    tables.presentments.put(card.reference(), card);
  }

  /** The money invariants, over all that is committed. */
  private void audit() {
    Money captured = Money.brl(0);
    Money givenBack = Money.brl(0);
    Money balance = Money.brl(0);
    Money reserved = Money.brl(0);
    for (StoredPayment stored : tables.payments.values()) {
      var state = stored.payment().state();
      if (state instanceof Taken it) {
        Money taken = it.captures().amount(Currency.BRL);
        Money done = it.cancellations().done(Currency.BRL);
        Money asked = it.cancellations().asked(Currency.BRL);
        assertThat(taken)
            .as("captured above authorized")
            .isLessThanOrEqualTo(stored.payment().terms().amount());
        assertThat(done.plus(asked)).as("refunded above captured").isLessThanOrEqualTo(taken);
        captured = captured.plus(taken);
        givenBack = givenBack.plus(done);
      }
      Exposure share = Exposure.of(state, Currency.BRL);
      balance = balance.plus(share.balance());
      reserved = reserved.plus(share.reserved());
    }
    assertThat(tables.balance).as("balance and reserve").containsExactly(balance, reserved);
    assertThat(reserved.minor()).as("reserved of the balance").isBetween(0L, balance.minor());
    Money ledger = Money.brl(0);
    Money receivable = Money.brl(0);
    for (Posting posting : tables.ledger) {
      for (Posting.Entry entry : posting.entries()) {
        ledger = ledger.plus(entry.amount());
        if (entry.account() == LedgerAccount.MERCHANT_RECEIVABLE) {
          receivable = receivable.minus(entry.amount());
        }
      }
    }
    assertThat(ledger.isZero()).as("the ledger sums to zero").isTrue();
    assertThat(receivable).as("owed to merchants").isEqualTo(captured.minus(givenBack));
    Money scheduled = Money.brl(0);
    for (Receivable one : receivables().toList()) {
      scheduled = scheduled.plus(one.amount());
    }
    assertThat(scheduled).as("receivables").isEqualTo(captured.minus(givenBack));
  }

  private Stream<Receivable> receivables() {
    return tables.bookings.stream().flatMap(booking -> booking.receivables().stream());
  }

  PaymentStore payments() {
    return new Payments();
  }

  DuePayments due() {
    return new DueRows();
  }

  Ledger ledger() {
    return posting -> {
      assertThat(tables.ledger).as("posted once").noneMatch(posting::equals);
      tables.ledger.add(posting);
    };
  }

  Events events() {
    return facts -> tables.outbox.addAll(facts);
  }

  ReceivableStore receivableStore() {
    return new ReceivableStore() {
      @Override
      public void add(Booking booking) {
        tables.bookings.add(booking);
      }

      @Override
      public List<Receivable> creditsOf(PaymentId id) {
        return tables.bookings.stream()
            .filter(booking -> booking.terms().id().equals(id))
            .flatMap(booking -> booking.receivables().stream())
            .filter(one -> one.kind() == Receivable.Kind.CREDIT)
            .toList();
      }
    };
  }

  PresentmentStore presentments() {
    return new PresentmentStore() {
      @Override
      public void add(Presentment presentment) {
        present(presentment);
      }

      @Override
      public Optional<Presentment> take(String reference) {
        return Optional.ofNullable(tables.presentments.remove(reference));
      }

      @Override
      public int reap(Instant now) {
        return 0;
      }
    };
  }

  Balances balances() {
    return new Balances() {
      // As the real one: what is refunded leaves today's sales what their voids would take.
      @Override
      public Money available(PaymentTerms terms, Instant midnight) {
        Money unreserved = tables.balance[0].minus(tables.balance[1]);
        boolean ofToday = isOfToday(terms.id(), midnight);
        for (StoredPayment other : tables.payments.values()) {
          if (!ofToday
              && isOfToday(other.payment().terms().id(), midnight)
              && other.payment().state().cancellations().all().isEmpty()) {
            Exposure share = Exposure.of(other.payment().state(), Currency.BRL);
            unreserved = unreserved.minus(share.balance());
          }
        }
        return unreserved;
      }

      private boolean isOfToday(PaymentId id, Instant midnight) {
        return payment(id).orElseThrow().payment().state() instanceof Taken taken
            && !taken.captures().first().at().isBefore(midnight);
      }

      @Override
      public Money payable(AccountId accountId, Currency currency, Instant midnight) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void payOut(AccountId accountId, Money net) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void move(AccountId accountId, Exposure difference) {
        tables.balance[0] = tables.balance[0].plus(difference.balance());
        tables.balance[1] = tables.balance[1].plus(difference.reserved());
        if (tables.balance[0].compareTo(tables.balance[1]) < 0) {
          throw new IllegalStateException("the balance does not bear " + difference);
        }
      }
    };
  }

  private final class Payments implements PaymentStore {
    @Override
    public Vacancy vacancy(PaymentTerms terms) {
      return tables.payments.containsKey(terms.id()) ? Vacancy.PAYMENT_EXISTS : Vacancy.FREE;
    }

    @Override
    public void insert(StoredPayment payment, Timing timing) {
      assertThat(payment(payment.payment().terms().id())).as("inserted once").isEmpty();
      save(payment, timing);
    }

    @Override
    public Optional<StoredPayment> lock(PaymentId id) {
      assertThat(active).as("in a transaction").isTrue();
      return payment(id);
    }

    @Override
    public void save(StoredPayment stored, Timing timing) {
      PaymentId id = stored.payment().terms().id();
      tables.payments.put(id, stored);
      tables.due.put(id, new DueRow(timing.due(), 0));
      for (Cancellation one : stored.payment().state().cancellations().all()) {
        var key = new CancellationKey(id, one.request(), one.latest().number());
        if (one.status() instanceof Cancellation.Asked) {
          tables.dueCancellations.putIfAbsent(key, new DueRow(timing.at(), 0));
        } else {
          tables.dueCancellations.put(key, new DueRow(null, 0));
        }
      }
    }

    @Override
    public void saveSeen(StoredPayment payment, Instant at) {
      tables.payments.put(payment.payment().terms().id(), payment);
    }

    @Override
    public int attempts(PaymentId id, @Nullable RequestId request) {
      throw new UnsupportedOperationException("only operators ask");
    }

    @Override
    public String nextNsu(int dayOfYear) {
      return "%d%011d".formatted(100 + dayOfYear, tables.payments.size() + 1);
    }
  }

  private final class DueRows implements DuePayments {
    @Override
    public List<Due> claim(Instant now, Instant leaseUntil, int limit) {
      var claimed = new ArrayList<Due>();
      for (var row : Map.copyOf(tables.due).entrySet()) {
        if (isDue(row.getValue(), now) && claimed.size() < limit) {
          int claims = row.getValue().claims() + 1;
          tables.due.put(row.getKey(), new DueRow(leaseUntil, claims));
          claimed.add(new DuePayment(row.getKey(), state(row.getKey()), claims));
        }
      }
      for (var row : Map.copyOf(tables.dueCancellations).entrySet()) {
        if (isDue(row.getValue(), now) && claimed.size() < limit) {
          int claims = row.getValue().claims() + 1;
          tables.dueCancellations.put(row.getKey(), new DueRow(leaseUntil, claims));
          claimed.add(cancellation(row.getKey(), claims));
        }
      }
      return claimed;
    }

    private DueCancellation cancellation(CancellationKey key, int claims) {
      Cancellation asked = state(key.payment()).cancellations().of(key.request()).orElseThrow();
      return new DueCancellation(
          key.payment(), key.request(), asked.kind(), asked.amount(), key.tried(), claims);
    }

    private static boolean isDue(DueRow row, Instant now) {
      return row.at() != null && !row.at().isAfter(now);
    }

    private PaymentState state(PaymentId id) {
      return payment(id).orElseThrow().payment().state();
    }

    @Override
    public Optional<Instant> nearest() {
      return Stream.concat(tables.due.values().stream(), tables.dueCancellations.values().stream())
          .flatMap(row -> Stream.ofNullable(row.at()))
          .min(Comparator.naturalOrder());
    }

    @Override
    public void postpone(Due due, Instant until) {
      switch (due) {
        case DuePayment it ->
            tables.due.computeIfPresent(it.id(), (_, row) -> later(row, it.attempts(), until));
        case DueCancellation it ->
            tables.dueCancellations.computeIfPresent(
                new CancellationKey(it.id(), it.request(), it.tried()),
                (_, row) -> later(row, it.attempts(), until));
      }
    }

    /** What moved on since has its claims counted anew. */
    private static DueRow later(DueRow row, int claims, Instant until) {
      return row.claims() == claims && row.at() != null ? new DueRow(until, claims) : row;
    }

    @Override
    public int takeOver(String instance, Instant startedAt) {
      int orphans = 0;
      for (PaymentId id : List.copyOf(tables.payments.keySet())) {
        if (state(id) instanceof PaymentState.Authorizing
            || state(id) instanceof PaymentState.Withdrawing) {
          tables.due.put(id, new DueRow(startedAt, 0));
          orphans++;
        }
      }
      return orphans;
    }
  }

  @Override
  public void registerInterposedSynchronization(Synchronization sync) {
    synchronizations.add(sync);
  }

  @Override
  public int getTransactionStatus() {
    return active ? Status.STATUS_ACTIVE : Status.STATUS_NO_TRANSACTION;
  }

  @Override
  public @Nullable Object getTransactionKey() {
    return null;
  }

  @Override
  public void putResource(Object key, Object value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Object getResource(Object key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setRollbackOnly() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean getRollbackOnly() {
    return false;
  }
}
