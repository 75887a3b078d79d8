package dev.connectpos.terminal.domain;

import dev.connectpos.money.Money;
import dev.connectpos.terminal.domain.SaleCancellationState.Asked;
import dev.connectpos.terminal.domain.SaleCancellationState.Canceled;
import dev.connectpos.terminal.domain.SaleCancellationState.Refused;
import java.time.Instant;
import java.util.List;

/** Cancellations of the payment pay_1, asked for on the terminal term_1. */
public final class SaleCancellationFixture {
  private static final Instant NOW = PaymentAttemptFixture.NOW;

  private SaleCancellationFixture() {}

  public static SaleCancellation in(SaleCancellationState state) {
    return new SaleCancellation(
        new RequestId("req_1"),
        new CancelId("EMU1-1.0-aaaaaa-0009"),
        new TerminalId("term_1"),
        new AccountId("acc_1"),
        new OrderId("or_1"),
        new PaymentId("pay_1"),
        "12345678901234",
        Money.brl(1990),
        NOW,
        state);
  }

  /** One of each, in the order of the type. */
  static List<SaleCancellationState> states() {
    return List.of(
        new Asked(), new Canceled(CancelKind.VOID, NOW), new Refused("1000", "Não", NOW));
  }

  /** One of each, in the order of the type. */
  static List<SaleCancellationCommand> commands() {
    Instant later = NOW.plusSeconds(1);
    return List.of(
        new SaleCancellationCommand.RecordCanceled(CancelKind.REFUND, later),
        new SaleCancellationCommand.RecordRefused("1001", "Não pode", later));
  }
}
