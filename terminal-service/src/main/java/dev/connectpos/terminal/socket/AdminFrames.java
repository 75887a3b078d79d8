package dev.connectpos.terminal.socket;

import dev.connectpos.terminal.application.AdminAnswer;
import dev.connectpos.terminal.application.CancelAnswer;
import dev.connectpos.terminal.application.CancelSales;
import dev.connectpos.terminal.application.ListSales;
import dev.connectpos.terminal.application.RealTime;
import dev.connectpos.terminal.application.SaleCancellations;
import dev.connectpos.terminal.application.UnlockTerminals;
import dev.connectpos.terminal.domain.CancelId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** What frames about past sales do: unlocking, lists, cancellations, reports (features T6, T7). */
@ApplicationScoped
class AdminFrames {
  private final UnlockTerminals unlocks;
  private final ListSales sales;
  private final CancelSales cancels;
  private final SaleCancellations cancellations;
  private final Clock clock;

  AdminFrames(
      UnlockTerminals unlocks,
      ListSales sales,
      CancelSales cancels,
      SaleCancellations cancellations,
      @RealTime Clock clock) {
    this.unlocks = unlocks;
    this.sales = sales;
    this.cancels = cancels;
    this.cancellations = cancellations;
    this.clock = clock;
  }

  void unlock(LiveSession session, String password) {
    switch (unlocks.unlock(session.id(), password)) {
      case AdminAnswer.Unlocked _ -> {
        session.unlock(clock.instant().plus(AdminAnswer.UNLOCKED_FOR));
        session.send(ServerFrames.unlocked(AdminAnswer.UNLOCKED_FOR));
      }
      case AdminAnswer.Wrong(var triesLeft) -> session.send(ServerFrames.wrongPassword(triesLeft));
      case AdminAnswer.Locked(var until) -> session.send(ServerFrames.adminLocked(until));
      case AdminAnswer.NoPassword _ ->
          session.send(
              ServerFrames.error(
                  new FrameError(ErrorCode.NO_ADMIN_PASSWORD, null, "admin.unlock")));
      case AdminAnswer.Fenced _ -> session.socket().close(CloseCode.FENCED, clock.instant());
    }
  }

  void list(LiveSession session, ListSales.Wanted wanted) {
    session.send(ServerFrames.sales(sales.list(session.id(), wanted)));
  }

  void report(LiveSession session, ClientFrame.ReportGet wanted) {
    session.send(ServerFrames.report(sales.report(session.id(), wanted.date())));
  }

  void cancel(LiveSession session, CancelSales.Ask ask, String type) {
    if (!ask.id().value().startsWith(session.terminal().serialNumber() + "-")) {
      session.socket().refuse(new FrameError(ErrorCode.INVALID_FIELD, "cancel_id", type));
      return;
    }
    boolean unlocked = session.isUnlocked(clock.instant());
    answer(session, cancels.cancel(session.id(), unlocked, ask), type);
  }

  void query(LiveSession session, CancelId id, String type) {
    answer(session, cancellations.query(session.id(), id), type);
  }

  private void answer(LiveSession session, CancelAnswer answer, String type) {
    switch (answer) {
      case CancelAnswer.Standing(var cancellation) ->
          session.tellCancellation(
              () -> cancellations.query(session.id(), cancellation.cancelId()));
      case CancelAnswer.Refused(var reason) ->
          session.socket().refuse(new FrameError(ErrorCode.of(reason), null, type));
      case CancelAnswer.Fenced _ -> session.socket().close(CloseCode.FENCED, clock.instant());
    }
  }
}
