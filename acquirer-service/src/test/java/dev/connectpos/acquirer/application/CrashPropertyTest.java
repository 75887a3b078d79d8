package dev.connectpos.acquirer.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.application.CrashableNetwork.Mood;
import dev.connectpos.acquirer.application.CrashingTables.Crash;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.AffiliationServices;
import dev.connectpos.acquirer.domain.AttemptId;
import dev.connectpos.acquirer.domain.AuditEntry.Deed;
import dev.connectpos.acquirer.domain.CardBrand;
import dev.connectpos.acquirer.domain.CardFacts;
import dev.connectpos.acquirer.domain.CardFunding;
import dev.connectpos.acquirer.domain.Channel;
import dev.connectpos.acquirer.domain.FeeSchedule;
import dev.connectpos.acquirer.domain.FollowUp;
import dev.connectpos.acquirer.domain.InstallmentType;
import dev.connectpos.acquirer.domain.OperationType;
import dev.connectpos.acquirer.domain.OrderId;
import dev.connectpos.acquirer.domain.PaymentCommand;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentOrigin;
import dev.connectpos.acquirer.domain.PaymentPlan;
import dev.connectpos.acquirer.domain.PaymentState;
import dev.connectpos.acquirer.domain.PaymentState.Captured;
import dev.connectpos.acquirer.domain.PaymentState.Settled;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.PaymentType;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.acquirer.domain.ReversalReason;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.outbox.Verdict;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * The application's own transactions, among commands in any order, a network that answers as it
 * likes, and crashes between any two commit points: before a transaction, in it, after its commit,
 * before the network acts, after it acted, after the relay sent and before it noted that it had.
 * What restarts knows nothing but what was committed; commands that were not acknowledged come
 * again.
 *
 * <p>At every commit {@link CrashingTables} audits the books. When crashes and faults are over,
 * every payment must come to an end, the shopper must miss exactly what the books say, and
 * consumers must have heard every fact once and in order.
 */
class CrashPropertyTest {
  private static final int PAYMENTS = 3;
  private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");
  private static final Money AMOUNT = Money.brl(100_00);

  /** Kept, and quiet: what is refused here is refused thousands of times. */
  private static final Logger LOG = Logger.getLogger(CrashPropertyTest.class.getPackageName());

  static {
    LOG.setLevel(Level.OFF);
  }

  /** What may happen next. */
  enum What {
    AUTHORIZE,
    CONFIRM,
    UNDO,
    CAPTURE,
    CANCEL,
    RETRY,
    WATCH,
    REQUEST_ARRIVES,
    RELAY,
    REDELIVERY,
    SECOND,
    MINUTES,
    DAY
  }

  /**
   * One thing that happens.
   *
   * @param payment to which
   * @param mood the network's, until the next step
   * @param crashAt the number of the point at which the process crashes; 0 for none
   * @param amount of a capture or cancellation; all of it above 60,00
   */
  record Step(What what, int payment, Mood mood, int crashAt, long amount) {}

  @Property(tries = 2000)
  void noCrashMakesLosesOrForgetsMoney(@ForAll("steps") List<Step> steps) {
    var world = new World();
    steps.forEach(world::step);
    world.settle();
  }

  /** Not by chance: a whole life of a payment, with one crash, at every point there is. */
  @Example
  void everyPointOfASaleAndItsRefundMayBeTheLast() {
    sweep(
        new Step(What.AUTHORIZE, 0, Mood.ANSWERS, 0, 0),
        new Step(What.CONFIRM, 0, Mood.ANSWERS, 0, 0),
        new Step(What.DAY, 0, Mood.ANSWERS, 0, 0),
        new Step(What.CANCEL, 0, Mood.ANSWERS, 0, 40_00),
        new Step(What.WATCH, 0, Mood.ANSWERS, 0, 0),
        new Step(What.RELAY, 0, Mood.ANSWERS, 0, 0));
  }

  /** The same of one that nobody confirms, and whose reversal is not acknowledged at first. */
  @Example
  void everyPointOfAReversalMayBeTheLast() {
    sweep(
        new Step(What.AUTHORIZE, 0, Mood.LOSES_ANSWERS, 0, 0),
        new Step(What.WATCH, 0, Mood.ANSWERS, 0, 0),
        new Step(What.MINUTES, 0, Mood.ANSWERS, 0, 0),
        new Step(What.WATCH, 0, Mood.ANSWERS, 0, 0),
        new Step(What.WATCH, 0, Mood.LOSES_ANSWERS, 0, 0),
        new Step(What.MINUTES, 0, Mood.ANSWERS, 0, 0),
        new Step(What.WATCH, 0, Mood.ANSWERS, 0, 0),
        new Step(What.RELAY, 0, Mood.ANSWERS, 0, 0));
  }

  /** The same of money that is held, captured in part, voided in vain and voided again. */
  @Example
  void everyPointOfAHoldMayBeTheLast() {
    sweep(
        new Step(What.AUTHORIZE, 1, Mood.ANSWERS, 0, 0),
        new Step(What.CONFIRM, 1, Mood.ANSWERS, 0, 0),
        new Step(What.CAPTURE, 1, Mood.ANSWERS, 0, 50_00),
        new Step(What.CANCEL, 1, Mood.ANSWERS, 0, 99_00),
        new Step(What.WATCH, 1, Mood.REFUSES, 0, 0),
        new Step(What.RETRY, 1, Mood.ANSWERS, 0, 0),
        new Step(What.WATCH, 1, Mood.ANSWERS, 0, 0),
        new Step(What.RELAY, 1, Mood.ANSWERS, 0, 0));
  }

  private static void sweep(Step... story) {
    int crashes = 0;
    for (int at = 0; at < story.length; at++) {
      for (int point = 1; ; point++) {
        var world = new World();
        boolean crashed = false;
        for (int i = 0; i < story.length; i++) {
          Step step = story[i];
          int crashAt = i == at ? point : 0;
          crashed |= world.step(new Step(step.what, step.payment, step.mood, crashAt, step.amount));
        }
        world.settle();
        if (!crashed) {
          break;
        }
        crashes++;
      }
    }
    assertThat(crashes).as("points to crash at").isGreaterThan(3 * story.length);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(What.class),
            Arbitraries.integers().between(0, PAYMENTS - 1),
            Arbitraries.of(Mood.class),
            Arbitraries.integers().between(0, 12).injectDuplicates(0.1),
            Arbitraries.longs().between(1, 100_00))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  /** A command as Kafka keeps it, and whether its offset is committed. */
  private static final class Delivery {
    private final Function<Service, Verdict> handler;
    private boolean acknowledged;

    Delivery(Function<Service, Verdict> handler) {
      this.handler = handler;
    }
  }

  /** What survives a crash, and the service that does not. */
  private static final class World {
    private final CrashingTables tables = new CrashingTables();
    private final CrashableNetwork network = new CrashableNetwork(tables);
    private final List<Delivery> commands = new ArrayList<>();
    private final Map<Integer, Long> terminalVersions = new LinkedHashMap<>();
    private final Map<Integer, Long> merchantVersions = new LinkedHashMap<>();
    private final Map<Integer, RequestId> lastCancel = new LinkedHashMap<>();
    private final List<Events.Stated> kafka = new ArrayList<>();
    private int relayed;
    private int requests;
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private Service service = new Service(tables, network, this::now);

    private Instant now() {
      return now;
    }

    /** True if the process crashed in it. */
    boolean step(Step step) {
      network.is(step.mood);
      append(step);
      tables.crashAt(step.crashAt);
      try {
        commands.stream().filter(d -> !d.acknowledged).toList().forEach(this::deliver);
        act(step);
        return false;
      } catch (Crash _) {
        restart();
        return true;
      } finally {
        tables.crashAt(0);
      }
    }

    private void restart() {
      tables.crashAt(0);
      service = new Service(tables, network, this::now);
      service.claims.takeOver();
    }

    private void deliver(Delivery delivery) {
      assertThat(delivery.handler.apply(service)).isNotEqualTo(Verdict.GAP);
      tables.point();
      delivery.acknowledged = true;
    }

    private void append(Step step) {
      int payment = step.payment;
      boolean begun = terminalVersions.containsKey(payment);
      var id = id(payment);
      switch (step.what) {
        case AUTHORIZE -> {
          if (!begun) {
            Received received = byTerminal(payment);
            tables.present(card(payment));
            commands.add(
                new Delivery(s -> s.authorizations.start(terms(payment), "card_" + id, received)));
          }
        }
        case CONFIRM -> {
          if (begun) {
            Received received = byTerminal(payment);
            commands.add(new Delivery(s -> s.payments.confirm(id, attempt(payment), received)));
          }
        }
        case UNDO -> {
          if (begun) {
            Received received = byTerminal(payment);
            var undo = new PaymentCommand.Undo(attempt(payment), new ReversalReason("asked"));
            commands.add(new Delivery(s -> s.payments.apply(id, undo, received)));
          }
        }
        case CAPTURE -> {
          if (begun) {
            var request = new RequestId("capture_" + requests++);
            Received received = byMerchant(payment);
            Money amount = part(step);
            boolean isFinal = step.amount() % 2 == 0;
            commands.add(
                new Delivery(s -> s.merchant.capture(id, request, amount, isFinal, received)));
          }
        }
        case CANCEL -> {
          if (begun) {
            var request = new RequestId("cancel_" + requests++);
            lastCancel.put(payment, request);
            Received received = byMerchant(payment);
            Money amount = part(step);
            commands.add(new Delivery(s -> s.merchant.cancel(id, request, amount, received)));
          }
        }
        case RETRY -> {
          RequestId canceledBy = lastCancel.get(payment);
          if (canceledBy != null) {
            var request = new RequestId("retry_" + requests++);
            Received received = byMerchant(payment);
            commands.add(new Delivery(s -> s.merchant.retry(id, request, canceledBy, received)));
          }
        }
        case WATCH, REQUEST_ARRIVES, RELAY, REDELIVERY, SECOND, MINUTES, DAY -> {
          // Nobody asks for anything.
        }
      }
    }

    private void act(Step step) {
      switch (step.what) {
        case WATCH -> service.watch.round();
        case REQUEST_ARRIVES ->
            network
                .decidesOne()
                .ifPresent(id -> service.authorizations.settleLate(id, network.decision(id)));
        case RELAY -> relay();
        case REDELIVERY -> redeliver();
        case SECOND -> now = now.plusSeconds(1);
        case MINUTES -> pass(Duration.ofMinutes(3));
        case DAY -> pass(Duration.ofHours(20));
        case AUTHORIZE, CONFIRM, UNDO, CAPTURE, CANCEL, RETRY -> {
          // Delivered already.
        }
      }
    }

    /** Nothing is on its way for as long as that. */
    private void pass(Duration time) {
      while (network.decidesOne().isPresent()) {
        // Its answer is heard by nobody.
      }
      now = now.plus(time);
    }

    /** A commit position is confirmed after what was sent before it: at least once, in order. */
    private void relay() {
      List<Events.Stated> outbox = tables.outbox();
      List<Events.Stated> unsent = outbox.subList(relayed, outbox.size());
      for (Events.Stated fact : unsent) {
        tables.point();
        kafka.add(fact);
      }
      tables.point();
      relayed = outbox.size();
    }

    private void redeliver() {
      for (Delivery delivery : commands) {
        Object before = tables.snapshot();
        assertThat(delivery.handler.apply(service)).isEqualTo(Verdict.DUPLICATE);
        assertThat(tables.snapshot()).isEqualTo(before);
      }
    }

    /** No more crashes and no more faults: everything comes to its end. */
    void settle() {
      step(new Step(What.RELAY, 0, Mood.ANSWERS, 0, 0));
      for (int i = 0; i < 30; i++) {
        step(new Step(What.MINUTES, 0, Mood.ANSWERS, 0, 0));
        step(new Step(What.WATCH, 0, Mood.ANSWERS, 0, 0));
      }
      pass(Duration.ofDays(8));
      step(new Step(What.WATCH, 0, Mood.ANSWERS, 0, 0));
      step(new Step(What.RELAY, 0, Mood.ANSWERS, 0, 0));
      terminalVersions.keySet().forEach(this::ended);
      everyFactWasHeardOnceAndInOrder();
    }

    private void ended(int number) {
      var payment = tables.payment(id(number)).orElseThrow().payment();
      PaymentState state = payment.state();
      assertThat(state).as("at its end").isInstanceOf(Settled.class);
      assertThat(state.cancellations().isAnyAsked()).as("still asked for").isFalse();
      Money kept = Money.brl(0);
      // What of a hold is not captured, the network releases by itself.
      Money released = Money.brl(0);
      if (state instanceof Captured captured) {
        Money taken = captured.captures().amount(Currency.BRL);
        kept = taken.minus(captured.cancellations().done(Currency.BRL));
        released = payment.terms().amount().minus(taken);
      }
      Money missing = network.takenBy(id(number)).minus(released);
      assertThat(missing).as("the shopper misses, %s", state).isEqualTo(kept);
    }

    private void everyFactWasHeardOnceAndInOrder() {
      var last = new LinkedHashMap<PaymentId, Long>();
      var heard = new ArrayList<Events.Stated>();
      for (Events.Stated fact : kafka) {
        PaymentId id = fact.about().payment().terms().id();
        switch (Verdict.of(last.getOrDefault(id, 0L), fact.version())) {
          case APPLIED -> {
            last.put(id, fact.version());
            heard.add(fact);
          }
          case DUPLICATE -> {}
          case GAP -> throw new AssertionError("a gap before " + fact);
        }
      }
      assertThat(heard).isEqualTo(tables.outbox());
    }

    private Received byTerminal(int payment) {
      return new Received(
          new UUID(payment, requests++), terminalVersions.merge(payment, 1L, Long::sum), "corr");
    }

    private Received byMerchant(int payment) {
      return new Received(
          new UUID(payment, requests++), merchantVersions.merge(payment, 1L, Long::sum), "corr");
    }

    private static @Nullable Money part(Step step) {
      return step.amount > 60_00 ? null : Money.brl(step.amount);
    }

    private static PaymentId id(int payment) {
      return new PaymentId("pay_" + payment);
    }

    private static AttemptId attempt(int payment) {
      return new AttemptId("6C568971-3.21.0-ROPA0Z-001" + payment);
    }

    /** The second is held until it is captured, the others are captured when confirmed. */
    private static PaymentTerms terms(int payment) {
      return new PaymentTerms(
          id(payment),
          new OrderId("or_" + payment),
          new AccountId("acc_1"),
          attempt(payment),
          new Channel.Terminal("term_1", "6C568971", "chip", PaymentOrigin.ORDER),
          AMOUNT,
          new PaymentPlan(PaymentType.CREDIT, 1, InstallmentType.MERCHANT),
          payment == 1 ? OperationType.AUTH_ONLY : OperationType.AUTH_AND_CAPTURE,
          null);
    }

    private PresentmentStore.Presentment card(int payment) {
      return new PresentmentStore.Presentment(
          "card_" + id(payment),
          attempt(payment),
          "6C568971",
          new SealedCard("", "", "", null),
          now.plus(Duration.ofDays(1000)));
    }
  }

  /** The application as bootstrap wires it, but for threads: everything happens at once. */
  private static final class Service {
    private final Payments payments;
    private final MerchantRequests merchant;
    private final DueClaims claims;
    private final Authorizations authorizations;
    private final PaymentWatch watch;

    Service(CrashingTables tables, CardNetwork network, Supplier<Instant> time) {
      var clock = clock(time);
      var settings = settings(time.get());
      var nextDue = new NextDue(clock);
      var meter = new ScriptedNetwork.Uncounted();
      var affiliations = affiliations();
      var outcome =
          new Outcome(
              tables.payments(),
              tables.ledger(),
              new Receivables(tables.receivableStore(), affiliations, settings),
              tables.balances(),
              tables.events(),
              new AfterCommit(tables, nextDue, meter),
              settings);
      payments = new TransactionalPayments(tables, affiliations, outcome, settings, clock);
      merchant = new TransactionalRequests(tables, affiliations, outcome, settings, clock);
      claims = new TransactionalClaims(tables, nextDue, settings, clock);
      var calls = new NetworkCalls(network, new AtOnce(), meter, tables, settings);
      authorizations =
          new Authorizations(
              payments,
              new Affiliations(
                  affiliations,
                  Ports.unused(AffiliationEvents.class),
                  Ports.unused(Ids.class),
                  new AffiliationBells(),
                  new AfterCommit(tables, nextDue, meter),
                  noAudit(clock),
                  clock),
              new AffiliationBells(),
              calls,
              new AtOnce(),
              settings);
      watch =
          new PaymentWatch(
              payments, merchant, claims, calls, nextDue, new AtOnce(), settings, clock);
    }

    private static Clock clock(Supplier<Instant> time) {
      return new Clock() {
        @Override
        public Instant instant() {
          return time.get();
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          throw new UnsupportedOperationException();
        }
      };
    }

    private static PaymentSettings settings(Instant startedAt) {
      return new PaymentSettings(
          "test",
          startedAt,
          new PaymentSettings.Timing(
              Duration.ofSeconds(10),
              Duration.ofMinutes(2),
              Duration.ofSeconds(60),
              Duration.ofSeconds(5),
              Duration.ofMinutes(2),
              Duration.ofSeconds(1)),
          new PaymentSettings.Limits(1, 1, 1, 3, 1000),
          new FollowUp(
              Duration.ofSeconds(35),
              Duration.ofSeconds(1),
              Duration.ofMinutes(1),
              Duration.ofMinutes(2)),
          new FeeSchedule(299, 149, 0),
          ZONE);
    }

    private static AffiliationStore affiliations() {
      return (AffiliationStore)
          Proxy.newProxyInstance(
              AffiliationStore.class.getClassLoader(),
              new Class<?>[] {AffiliationStore.class},
              (_, method, _) ->
                  switch (method.getName()) {
                    case "zoneOf" -> Optional.of(ZONE);
                    case "affiliateOf" ->
                        Optional.of(
                            new AffiliationStore.Affiliate(
                                "5AC", false, AffiliationServices.USUAL));
                    default -> throw new UnsupportedOperationException(method.getName());
                  });
    }
  }

  /** What is retried is noted for operators, which is no matter of money. */
  private static AuditLog noAudit(Clock clock) {
    return new AuditLog(Ports.unused(AuditStore.class), Ports.unused(Ids.class), clock) {
      @Override
      public UUID write(Deed deed) {
        return new UUID(0, 0);
      }
    };
  }

  private static final class AtOnce implements Background {
    @Override
    public void run(Runnable task) {
      task.run();
    }

    @Override
    public <T> Future<T> call(Callable<T> task) {
      try {
        return CompletableFuture.completedFuture(task.call());
      } catch (Exception e) {
        return CompletableFuture.failedFuture(e);
      }
    }
  }

  private static final class TransactionalPayments extends Payments {
    private final CrashingTables tables;

    TransactionalPayments(
        CrashingTables tables,
        AffiliationStore affiliations,
        Outcome outcome,
        PaymentSettings settings,
        Clock clock) {
      super(
          tables.payments(),
          new ClaimedCards(
              tables.presentments(),
              Ports.unused(OnlineCardStore.class),
              vault(),
              Ports.unused(CardSafe.class)),
          affiliations,
          outcome,
          settings,
          clock);
      this.tables = tables;
    }

    private static CardVault vault() {
      return new CardVault() {
        @Override
        public Opened open(SealedCard sealed, PaymentTerms terms) {
          return new Legible(
              new PresentedCard("4111111111111111", YearMonth.of(2035, 12)),
              new CardFacts(CardBrand.VISA, "411111", "1111", "tok_1", null, CardFunding.CREDIT));
        }

        @Override
        public Optional<String> token(SealedCard sealed, AccountId accountId, String sealedFor) {
          throw new UnsupportedOperationException();
        }
      };
    }

    @Override
    public Started start(PaymentTerms terms, String cardReference, Received received) {
      return tables.in(() -> super.start(terms, cardReference, received));
    }

    @Override
    public Verdict confirm(PaymentId id, AttemptId attemptId, Received received) {
      // Within it apply() is called, which on a bean would join this transaction.
      return tables.in(() -> super.confirm(id, attemptId, received));
    }

    @Override
    public Verdict apply(PaymentId id, @Nullable PaymentCommand command, Received received) {
      return tables.isActive()
          ? super.apply(id, command, received)
          : tables.in(() -> super.apply(id, command, received));
    }

    @Override
    public void settle(PaymentId id, PaymentCommand command) {
      tables.run(() -> super.settle(id, command));
    }

    @Override
    public boolean isAuthorizing(PaymentId id) {
      return tables.in(() -> super.isAuthorizing(id));
    }
  }

  private static final class TransactionalRequests extends MerchantRequests {
    private final CrashingTables tables;

    TransactionalRequests(
        CrashingTables tables,
        AffiliationStore affiliations,
        Outcome outcome,
        PaymentSettings settings,
        Clock clock) {
      super(
          tables.payments(),
          affiliations,
          tables.balances(),
          outcome,
          new Contradictions(Ports.unused(ContradictionStore.class)),
          noAudit(clock),
          settings,
          clock);
      this.tables = tables;
    }

    @Override
    public Verdict capture(
        PaymentId id,
        RequestId request,
        @Nullable Money amount,
        boolean isFinal,
        Received received) {
      return tables.in(() -> super.capture(id, request, amount, isFinal, received));
    }

    @Override
    public Verdict cancel(
        PaymentId id, RequestId request, @Nullable Money amount, Received received) {
      return tables.in(() -> super.cancel(id, request, amount, received));
    }

    @Override
    public Verdict retry(PaymentId id, RequestId request, RequestId canceledBy, Received received) {
      return tables.in(() -> super.retry(id, request, canceledBy, received));
    }

    @Override
    public void done(PaymentId id, RequestId request) {
      tables.run(() -> super.done(id, request));
    }

    @Override
    public void refused(PaymentId id, RequestId request, int tried, String returnCode) {
      tables.run(() -> super.refused(id, request, tried, returnCode));
    }
  }

  private static final class TransactionalClaims extends DueClaims {
    private final CrashingTables tables;

    TransactionalClaims(
        CrashingTables tables, NextDue nextDue, PaymentSettings settings, Clock clock) {
      super(tables.due(), nextDue, settings, clock);
      this.tables = tables;
    }

    @Override
    public List<DuePayments.Due> claim(int limit) {
      return tables.in(() -> super.claim(limit));
    }

    @Override
    public Optional<Instant> nearest() {
      return tables.in(super::nearest);
    }

    @Override
    public void postpone(DuePayments.Due due) {
      tables.run(() -> super.postpone(due));
    }

    @Override
    public int takeOver() {
      return tables.in(super::takeOver);
    }
  }
}
