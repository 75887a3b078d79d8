package dev.connectpos.terminal.socket;

import dev.connectpos.terminal.application.ListChanged;
import dev.connectpos.terminal.application.PaymentAnswer;
import dev.connectpos.terminal.application.PaymentAttempts;
import dev.connectpos.terminal.application.PickOrders;
import dev.connectpos.terminal.application.PickOrders.OrderAnswer;
import dev.connectpos.terminal.application.PrintDocuments;
import dev.connectpos.terminal.application.RealTime;
import dev.connectpos.terminal.application.SaleCancellations;
import dev.connectpos.terminal.application.ScreenChanged;
import dev.connectpos.terminal.application.ShowOrders;
import dev.connectpos.terminal.application.StartPayment;
import dev.connectpos.terminal.application.StartPayment.Start;
import dev.connectpos.terminal.application.TerminalSessions;
import dev.connectpos.terminal.application.TerminalSessions.Opened;
import dev.connectpos.terminal.domain.PaymentRefusal;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/** What each frame of a terminal does. */
@ApplicationScoped
class FrameHandler {
  private static final Logger LOG = Logger.getLogger(FrameHandler.class);
  private static final int MAX_BYTES = 64 * 1024;

  private final OpenSockets sockets;
  private final SessionEnd end;
  private final TerminalSessions sessions;
  private final ShowOrders orders;
  private final PickOrders picks;
  private final StartPayment starts;
  private final PaymentAttempts attempts;
  private final PrintDocuments prints;
  private final AdminFrames admin;
  private final SaleCancellations cancellations;
  private final SocketMetrics metrics;
  private final SocketConfig config;
  private final Clock clock;
  private final Clock realTime;
  private final ExecutorService virtualThreads;

  FrameHandler(
      OpenSockets sockets,
      SessionEnd end,
      TerminalSessions sessions,
      ShowOrders orders,
      PickOrders picks,
      StartPayment starts,
      PaymentAttempts attempts,
      PrintDocuments prints,
      AdminFrames admin,
      SaleCancellations cancellations,
      SocketMetrics metrics,
      SocketConfig config,
      Clock clock,
      @RealTime Clock realTime,
      @VirtualThreads ExecutorService virtualThreads) {
    this.sockets = sockets;
    this.end = end;
    this.sessions = sessions;
    this.orders = orders;
    this.picks = picks;
    this.starts = starts;
    this.attempts = attempts;
    this.prints = prints;
    this.admin = admin;
    this.cancellations = cancellations;
    this.metrics = metrics;
    this.config = config;
    this.clock = clock;
    this.realTime = realTime;
    this.virtualThreads = virtualThreads;
  }

  /** Handles one frame. Its text goes nowhere else: it may hold card data. */
  void handle(TerminalSocket socket, String text) {
    if (socket.closedAt() != null) {
      return;
    }
    if (text.length() > MAX_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      sockets.tooLarge(socket);
      return;
    }
    ClientFrame frame;
    try {
      frame = FrameReader.read(text);
      checkPlace(socket, frame);
    } catch (BadFrameException e) {
      refuse(socket, e.error());
      return;
    }
    try {
      handle(socket, frame);
    } catch (RuntimeException e) {
      LOG.errorf(e, "%s failed", frame.type());
      socket.refuse(new FrameError(ErrorCode.TEMPORARILY_UNAVAILABLE, null, frame.type()));
    }
  }

  private static void checkPlace(TerminalSocket socket, ClientFrame frame)
      throws BadFrameException {
    if (frame instanceof ClientFrame.Hello == (socket.session() != null)) {
      throw new BadFrameException(new FrameError(ErrorCode.HELLO_EXPECTED, null, frame.type()));
    }
  }

  private void refuse(TerminalSocket socket, FrameError error) {
    socket.refuse(error);
    if (socket.countMalformed() >= config.maxMalformedFrames()) {
      socket.close(CloseCode.TOO_MANY_MALFORMED, realTime.instant());
    }
  }

  private void handle(TerminalSocket socket, ClientFrame frame) {
    LiveSession session = socket.session();
    if (session == null) {
      if (frame instanceof ClientFrame.Hello hello) {
        open(socket, hello);
      }
      return;
    }
    session.heard(realTime.instant());
    switch (frame) {
      case ClientFrame.PaymentStart(var start) -> start(session, start, frame.type());
      case ClientFrame.SaleStart(var start) -> start(session, start, frame.type());
      case ClientFrame.PaymentConfirm(var order, var attempt) ->
          answer(session, attempts.confirm(session.id(), order, attempt), frame.type());
      case ClientFrame.PaymentQuery(var attempt) ->
          answer(session, attempts.query(session.id(), attempt), frame.type());
      case ClientFrame.OrderShown(var order) -> {
        if (!orders.shown(session.id(), order)) {
          socket.close(CloseCode.FENCED, realTime.instant());
        }
      }
      case ClientFrame.OrderList(var filter, var after) ->
          session.list(() -> picks.list(session.id(), filter, after));
      case ClientFrame.OrderPick(var order) ->
          answer(session, picks.pick(session.id(), order), frame.type());
      case ClientFrame.OrderRelease(var order) ->
          answer(session, picks.release(session.id(), order), frame.type());
      case ClientFrame.OrderReject(var order) ->
          answer(session, picks.reject(session.id(), order), frame.type());
      case ClientFrame.PrintResult(var print, var failure) -> {
        switch (prints.report(session.id(), print, failure)) {
          case TAKEN -> {}
          case UNKNOWN ->
              socket.refuse(new FrameError(ErrorCode.UNKNOWN_PRINT, "print_id", frame.type()));
          case FENCED -> socket.close(CloseCode.FENCED, realTime.instant());
        }
      }
      case ClientFrame.AdminUnlock(var password) -> admin.unlock(session, password);
      case ClientFrame.SalesList(var wanted) -> admin.list(session, wanted);
      case ClientFrame.SaleCancel(var ask) -> admin.cancel(session, ask, frame.type());
      case ClientFrame.CancelQuery(var cancel) -> admin.query(session, cancel, frame.type());
      case ClientFrame.ReportGet wanted -> admin.report(session, wanted);
      case ClientFrame.Pong _, ClientFrame.Hello _ -> {}
    }
  }

  private void open(TerminalSocket socket, ClientFrame.Hello hello) {
    Optional<Opened> opened =
        sessions.open(socket.credential, hello.appVersion(), LiveSession.RESERVE);
    if (opened.isEmpty()) {
      socket.close(CloseCode.CREDENTIAL_REPLACED, realTime.instant());
      return;
    }
    var tools =
        new LiveSession.Tools(
            sessions, orders, prints, cancellations, metrics, clock, realTime, config.heartbeat());
    var session = new LiveSession(tools, socket, opened.get());
    session.welcome(
        () -> {
          socket.live(session);
          sockets.live(session);
        });
    if (socket.closedAt() != null) {
      end.end(session); // The socket went while the session was being opened.
    }
  }

  private void start(LiveSession session, Start start, String type) {
    if (!start.attempt().value().startsWith(session.terminal().serialNumber() + "-")) {
      refuse(session.socket(), new FrameError(ErrorCode.INVALID_FIELD, "attempt_id", type));
      return;
    }
    session.starting(start.attempt(), realTime.instant());
    answer(session, starts.start(session.id(), start), type);
  }

  private void answer(LiveSession session, PaymentAnswer answer, String type) {
    switch (answer) {
      case PaymentAnswer.Taken _ -> {}
      case PaymentAnswer.Begun(var order) -> {
        session.expect(order);
        session.update();
      }
      case PaymentAnswer.Standing(var attempt) ->
          session.tell(() -> attempts.query(session.id(), attempt.attemptId()));
      case PaymentAnswer.Refused(var reason) -> {
        String field = reason == PaymentRefusal.TERMS_MISMATCH ? "payment_type" : null;
        session.socket().refuse(new FrameError(ErrorCode.of(reason), field, type));
      }
      case PaymentAnswer.Fenced _ -> session.socket().close(CloseCode.FENCED, realTime.instant());
    }
  }

  private void answer(LiveSession session, OrderAnswer answer, String type) {
    switch (answer) {
      case OrderAnswer.Taken _ -> {}
      case OrderAnswer.Standing _ -> {
        session.forgetOrder();
        session.update();
      }
      case OrderAnswer.Refused(var reason) ->
          session.socket().refuse(new FrameError(ErrorCode.of(reason), null, type));
      case OrderAnswer.Fenced _ -> session.socket().close(CloseCode.FENCED, realTime.instant());
    }
  }

  /** Terminals of the account that have a list or an order may see something else now. */
  void listChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) ListChanged changed) {
    sockets.sessions().stream()
        .filter(session -> session.terminal().accountId().equals(changed.account()))
        .filter(LiveSession::followsList)
        .forEach(this::update);
  }

  /** After the commit, and on another thread: whoever committed does not wait for a terminal. */
  void screenChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) ScreenChanged changed) {
    sockets.session(changed.terminal()).ifPresent(this::update);
  }

  /** Brings a session up to date on a thread of its own. */
  void update(LiveSession session) {
    if (session.updateDue()) {
      virtualThreads.execute(
          () -> {
            try {
              session.update();
            } catch (RuntimeException e) {
              // The version on the terminal's row still says that there is something to tell.
              LOG.warnf(e, "update of %s", session.id().terminal());
            }
          });
    }
  }
}
