package dev.connectpos.terminal.domain;

import dev.connectpos.terminal.domain.PrintJobState.Failed;
import dev.connectpos.terminal.domain.PrintJobState.Printed;
import dev.connectpos.terminal.domain.PrintJobState.Printing;
import dev.connectpos.terminal.domain.PrintJobState.Queued;
import java.time.Instant;
import java.util.List;

/** Documents of the order or_1 for the terminal term_1. */
public final class PrintJobFixture {
  private static final Instant NOW = PaymentAttemptFixture.NOW;

  private PrintJobFixture() {}

  public static PrintJob in(PrintJobState state) {
    return new PrintJob(
        new PrintId("print_1"),
        new AccountId("acc_1"),
        new OrderId("or_1"),
        new TerminalId("term_1"),
        DocumentKind.NFE,
        new PrintJob.Image(ImageFormat.PNG, 384, 100, 1000, "0".repeat(64)),
        NOW,
        NOW.plus(PrintJob.ANSWER_WITHIN),
        state,
        "corr-1",
        null);
  }

  /** One of each, in the order of the type. */
  static List<PrintJobState> states() {
    return List.of(
        new Queued(), new Printing(), new Printed(NOW), new Failed(PrintFailure.PAPER_OUT, NOW));
  }

  /** One of each, in the order of the type. */
  static List<PrintJobCommand> commands() {
    Instant later = NOW.plusSeconds(1);
    return List.of(
        new PrintJobCommand.HandOver(),
        new PrintJobCommand.RecordPrinted(later),
        new PrintJobCommand.RecordFailed(PrintFailure.PAPER_OUT, later),
        new PrintJobCommand.Expire(later));
  }
}
