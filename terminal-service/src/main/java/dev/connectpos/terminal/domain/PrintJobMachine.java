package dev.connectpos.terminal.domain;

import dev.connectpos.terminal.domain.PrintJobCommand.Expire;
import dev.connectpos.terminal.domain.PrintJobCommand.HandOver;
import dev.connectpos.terminal.domain.PrintJobCommand.RecordFailed;
import dev.connectpos.terminal.domain.PrintJobCommand.RecordPrinted;
import dev.connectpos.terminal.domain.PrintJobDecision.Accepted;
import dev.connectpos.terminal.domain.PrintJobDecision.AlreadyDone;
import dev.connectpos.terminal.domain.PrintJobDecision.Rejected;
import dev.connectpos.terminal.domain.PrintJobState.Failed;
import dev.connectpos.terminal.domain.PrintJobState.Printed;
import dev.connectpos.terminal.domain.PrintJobState.Printing;
import dev.connectpos.terminal.domain.PrintJobState.Queued;

/**
 * Every way of a document to paper; docs/states/print-job.md is drawn from it. An end is for ever:
 * the PDV was told of it, and a terminal that answers later than that changes nothing.
 */
public final class PrintJobMachine {

  private record On(PrintJobState state, PrintJobCommand command) {}

  private PrintJobMachine() {}

  /** Decides; total over every state and command. */
  public static PrintJobDecision decide(PrintJobState state, PrintJobCommand command) {
    return switch (new On(state, command)) {
      case On(Queued _, HandOver _) -> new Accepted(new Printing());
      case On(Printing _, HandOver _) -> new AlreadyDone(state);
      case On(Printed _, HandOver _), On(Failed _, HandOver _) -> ended();

      case On(Queued _, RecordPrinted c) -> new Accepted(new Printed(c.at()));
      case On(Printing _, RecordPrinted c) -> new Accepted(new Printed(c.at()));
      case On(Printed _, RecordPrinted _) -> new AlreadyDone(state);
      case On(Failed _, RecordPrinted _) -> ended();

      case On(Queued _, RecordFailed c) -> new Accepted(new Failed(c.reason(), c.at()));
      case On(Printing _, RecordFailed c) -> new Accepted(new Failed(c.reason(), c.at()));
      case On(Printed _, RecordFailed _) -> ended();
      case On(Failed s, RecordFailed c) ->
          s.reason() == c.reason() ? new AlreadyDone(state) : ended();

      case On(Queued _, Expire c) ->
          new Accepted(new Failed(PrintFailure.TERMINAL_OFFLINE, c.at()));
      case On(Printing _, Expire c) -> new Accepted(new Failed(PrintFailure.UNANSWERED, c.at()));
      case On(Printed _, Expire _), On(Failed _, Expire _) -> new AlreadyDone(state);
    };
  }

  private static PrintJobDecision ended() {
    return new Rejected(PrintJobRejection.ENDED);
  }
}
