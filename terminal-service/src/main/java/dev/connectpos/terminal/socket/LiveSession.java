package dev.connectpos.terminal.socket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.terminal.application.CancelAnswer;
import dev.connectpos.terminal.application.PaymentAnswer;
import dev.connectpos.terminal.application.PickOrders;
import dev.connectpos.terminal.application.PrintDocuments;
import dev.connectpos.terminal.application.SaleCancellations;
import dev.connectpos.terminal.application.ShowOrders;
import dev.connectpos.terminal.application.TerminalSessions;
import dev.connectpos.terminal.application.TerminalStore.Position;
import dev.connectpos.terminal.domain.Activation;
import dev.connectpos.terminal.domain.AttemptId;
import dev.connectpos.terminal.domain.CancelId;
import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.PrintId;
import dev.connectpos.terminal.domain.ResultStatus;
import dev.connectpos.terminal.domain.SaleCancellation;
import dev.connectpos.terminal.domain.Screen;
import dev.connectpos.terminal.domain.Screen.Told;
import dev.connectpos.terminal.domain.SessionId;
import dev.connectpos.terminal.domain.Terminal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A session and what its terminal has been told. Whatever changes, the session is brought up to
 * date in the same way: read the screen from the database, send what is new since the last time.
 * Blocks on the database; used on virtual threads only.
 */
final class LiveSession {
  /** Numbers of frames are reserved this many at a time, to save a transaction per frame. */
  static final int RESERVE = 256;

  /**
   * What sessions work with.
   *
   * @param clock by which confirmations are due
   * @param realTime by which terminals are heard of, and pinged
   */
  record Tools(
      TerminalSessions sessions,
      ShowOrders orders,
      PrintDocuments prints,
      SaleCancellations cancellations,
      SocketMetrics metrics,
      Clock clock,
      Clock realTime,
      Duration heartbeat) {}

  private final Tools tools;
  private final TerminalSocket socket;
  private final Terminal terminal;
  private final SessionId id;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicBoolean updateDue = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile long screenVersion;
  private volatile long listVersion;
  private volatile boolean hasOrder;

  /** The version of the list that the terminal was given and not told to be out of date. */
  private volatile @Nullable Long listed;

  private volatile Instant heardAt;
  private volatile Instant pingedAt;
  private volatile @Nullable AttemptId starting;
  private volatile @Nullable Instant startedAt;
  private Told told = Told.NOTHING;
  private @Nullable PrintId handedOver;

  /** Cancellations that this session was told to be processing, and not yet their end. */
  private final Set<CancelId> canceling = new LinkedHashSet<>();

  private volatile Instant unlockedUntil = Instant.MIN;
  private Activation activation;
  private long seq;
  private long reservedTo;

  /**
   * @param opened with {@link #RESERVE} numbers reserved
   */
  LiveSession(Tools tools, TerminalSocket socket, TerminalSessions.Opened opened) {
    this.tools = tools;
    this.socket = socket;
    this.terminal = opened.terminal();
    this.seq = opened.lastFrame();
    this.reservedTo = seq + RESERVE;
    this.activation = terminal.activation();
    this.id = new SessionId(terminal.id(), terminal.epoch());
    this.heardAt = tools.realTime.instant();
    this.pingedAt = heardAt;
  }

  SessionId id() {
    return id;
  }

  Terminal terminal() {
    return terminal;
  }

  TerminalSocket socket() {
    return socket;
  }

  /**
   * The first frame: all that the terminal needs to know.
   *
   * @param announce makes the session known; before the screen is read, so that no change is missed
   */
  void welcome(Runnable announce) {
    lock.lock();
    try {
      announce.run();
      Screen screen = tools.orders.screen(id.terminal(), null);
      send(ServerFrames.welcome(terminal, tools.heartbeat, screen, tools.clock.instant()));
      told = Told.all(screen);
      activation = screen.activation();
      handOver(screen);
      seen(screen);
    } finally {
      lock.unlock();
    }
  }

  /** Notes that the screen may have changed; true if the caller is to call {@link #update}. */
  boolean updateDue() {
    return updateDue.compareAndSet(false, true);
  }

  /** Brings the terminal up to date. */
  void update() {
    lock.lock();
    try {
      updateDue.set(false);
      Screen screen = tools.orders.screen(id.terminal(), told.order());
      Instant now = tools.clock.instant();
      if (!screen.activation().equals(activation)) {
        send(ServerFrames.activation(screen.activation()));
        activation = screen.activation();
      }
      for (Screen.Step step : screen.since(told)) {
        send(ServerFrames.step(step, now));
        told = told.after(step);
        measure(step, tools.realTime.instant());
      }
      told = told.at(screen);
      handOver(screen);
      tellCanceled();
      Long given = listed;
      if (given != null && screen.listVersion() > given) {
        send(ServerFrames.listChanged());
        listed = null;
      }
      // Last: what could not be sent is still behind, and is sent with the next tick.
      seen(screen);
      if (screen.revoked()) {
        socket.close(CloseCode.CREDENTIAL_REPLACED, tools.realTime.instant());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Tells the ends of the cancellations that this session waits for. */
  private void tellCanceled() {
    if (canceling.isEmpty()) {
      return;
    }
    for (SaleCancellation ended : tools.cancellations.ended(id, canceling)) {
      send(ServerFrames.cancellation(ended));
      canceling.remove(ended.cancelId());
    }
  }

  /**
   * Tells a cancellation as it stands, and its end when it comes.
   *
   * @param standing read under the lock, so that no end is missed
   */
  void tellCancellation(Supplier<CancelAnswer> standing) {
    lock.lock();
    try {
      if (standing.get() instanceof CancelAnswer.Standing(var cancellation)) {
        send(ServerFrames.cancellation(cancellation));
        if (cancellation.state().isOpen()) {
          canceling.add(cancellation.cancelId());
        } else {
          canceling.remove(cancellation.cancelId());
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** The administrative password was typed; sales may be cancelled until then. */
  void unlock(Instant until) {
    unlockedUntil = until;
  }

  /** Whether sales may be cancelled now. */
  boolean isUnlocked(Instant now) {
    return now.isBefore(unlockedUntil);
  }

  /** A document is sent once per session; the terminal answers for it as often as it is sent. */
  private void handOver(Screen screen) {
    PrintId print = screen.print();
    if (print != null && !print.equals(handedOver)) {
      tools.prints.handOver(id, print).map(ServerFrames::print).stream()
          .flatMap(List::stream)
          .forEach(this::send);
      handedOver = print;
    }
  }

  private void seen(Screen screen) {
    hasOrder = told.order() != null;
    listVersion = screen.listVersion();
    screenVersion = screen.version();
  }

  /**
   * A standalone sale of the terminal has begun. Should it have ended before the screen was read
   * for the first time, its result is told nevertheless.
   */
  void expect(OrderId order) {
    lock.lock();
    try {
      if (told.order() == null) {
        told = told.expecting(order);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Has the order on the screen told again with the next update. */
  void forgetOrder() {
    lock.lock();
    try {
      told = told.gone();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives a page of the list. Its first change after that is hinted at, once, until the terminal
   * asks again.
   *
   * @param listing read under the lock, so that no change is hinted at before it
   */
  void list(Supplier<PickOrders.Listing> listing) {
    lock.lock();
    try {
      PickOrders.Listing page = listing.get();
      send(ServerFrames.listed(page));
      listed = page.version();
    } finally {
      lock.unlock();
    }
  }

  /** Whether changes of the account's listed orders matter to the terminal. */
  boolean followsList() {
    return hasOrder || listed != null;
  }

  /**
   * Tells an attempt as it stands, though it may have been told before.
   *
   * @param standing read under the lock, so that nothing newer is told before it
   */
  void tell(Supplier<PaymentAnswer> standing) {
    lock.lock();
    try {
      if (standing.get() instanceof PaymentAnswer.Standing(var attempt)) {
        send(ServerFrames.result(attempt, tools.clock.instant()));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Sends a frame with the next number. A fenced session sends nothing more. */
  void send(ObjectNode frame) {
    lock.lock();
    try {
      if (seq == reservedTo) {
        OptionalLong before = tools.sessions.reserveFrames(id, RESERVE);
        if (before.isEmpty()) {
          socket.close(CloseCode.FENCED, tools.realTime.instant());
          return;
        }
        seq = before.getAsLong();
        reservedTo = seq + RESERVE;
      }
      seq++;
      if (!socket.outgoing.offer(frame.put("seq", seq).toString())) {
        socket.outgoing.closeNow(CloseCode.NOT_READING.reason());
      }
    } finally {
      lock.unlock();
    }
  }

  /** The number of the last frame, for the next session to go on from. */
  long lastSeq() {
    lock.lock();
    try {
      return seq;
    } finally {
      lock.unlock();
    }
  }

  /** True the first time. */
  boolean endOnce() {
    return ended.compareAndSet(false, true);
  }

  void ping(Instant now) {
    pingedAt = now;
    send(ServerFrames.ping());
  }

  boolean isPingDue(Instant now) {
    return !now.isBefore(pingedAt.plus(tools.heartbeat));
  }

  boolean isSilent(Instant now) {
    return now.isAfter(heardAt.plus(tools.heartbeat.multipliedBy(3)));
  }

  void heard(Instant now) {
    heardAt = now;
  }

  Instant heardAt() {
    return heardAt;
  }

  boolean isBehind(Position position) {
    return position.screenVersion() > screenVersion
        || (followsList() && position.listVersion() > listVersion);
  }

  /** A payment.start has arrived; its first outcome is measured from here. */
  void starting(AttemptId attempt, Instant at) {
    starting = attempt;
    startedAt = at;
  }

  private void measure(Screen.Step step, Instant now) {
    switch (step) {
      case Screen.Step.Show(OpenOrder order, var _) -> {
        Instant turn = order.turnAt();
        if (order.shownAt() == null && turn != null) {
          tools.metrics.orderShown(Duration.between(turn, now));
        }
      }
      case Screen.Step.Result(PaymentAttempt attempt) -> {
        ResultStatus status = attempt.state().result();
        Instant from = startedAt;
        boolean outcome = status != ResultStatus.AUTHORIZING && status != ResultStatus.VERIFYING;
        if (outcome && from != null && attempt.attemptId().equals(starting)) {
          tools.metrics.resultTold(Duration.between(from, now));
          startedAt = null;
        }
      }
      case Screen.Step.Withdraw _ -> {}
    }
  }
}
