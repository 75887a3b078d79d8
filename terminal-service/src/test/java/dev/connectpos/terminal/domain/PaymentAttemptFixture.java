package dev.connectpos.terminal.domain;

import dev.connectpos.money.Money;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.Confirm;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordAuthorized;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordCaptured;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordDeclined;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordExpired;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordHeld;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordInDoubt;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordRefunded;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordRequestRefused;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordReversed;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordReversing;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordVoided;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.Undo;
import dev.connectpos.terminal.domain.PaymentAttemptState.Approved;
import dev.connectpos.terminal.domain.PaymentAttemptState.Authorizing;
import dev.connectpos.terminal.domain.PaymentAttemptState.Captured;
import dev.connectpos.terminal.domain.PaymentAttemptState.Confirmed;
import dev.connectpos.terminal.domain.PaymentAttemptState.Declined;
import dev.connectpos.terminal.domain.PaymentAttemptState.Expired;
import dev.connectpos.terminal.domain.PaymentAttemptState.Held;
import dev.connectpos.terminal.domain.PaymentAttemptState.Refunded;
import dev.connectpos.terminal.domain.PaymentAttemptState.Reversed;
import dev.connectpos.terminal.domain.PaymentAttemptState.Reversing;
import dev.connectpos.terminal.domain.PaymentAttemptState.Undoing;
import dev.connectpos.terminal.domain.PaymentAttemptState.Verifying;
import dev.connectpos.terminal.domain.PaymentAttemptState.Voided;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One of each state and command, in the order of the types. */
public final class PaymentAttemptFixture {
  public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  public static final Approval APPROVAL =
      new Approval("12345678901234", "A1B2C3", "0", "Transação autorizada", "Visa", "1111");

  private PaymentAttemptFixture() {}

  public static List<PaymentAttemptState> states() {
    return List.of(
        new Authorizing(),
        new Verifying(),
        new Approved(APPROVAL, NOW.plusSeconds(60)),
        new Confirmed(APPROVAL, NOW.plusSeconds(60)),
        new Undoing(UndoReason.ORDER_CANCELED),
        new Reversing("confirm_timeout"),
        new Held(APPROVAL, OperationType.PRE_AUTH, NOW.plus(Duration.ofDays(7))),
        new Captured(APPROVAL, Money.brl(1990)),
        new Refunded(APPROVAL, Money.brl(1990), Money.brl(90)),
        new Voided(APPROVAL),
        new Expired(APPROVAL),
        new Declined(new Refusal("1016", "Saldo insuficiente", "", true)),
        new Reversed("confirm_timeout"));
  }

  public static List<PaymentAttemptCommand> commands() {
    return List.of(
        new Confirm(),
        new Undo(UndoReason.ORDER_CANCELED),
        new RecordAuthorized(APPROVAL, NOW.plusSeconds(60)),
        new RecordDeclined(new Refusal("1016", "Saldo insuficiente", "", true)),
        new RecordInDoubt(),
        new RecordReversing("confirm_timeout"),
        new RecordReversed("confirm_timeout"),
        new RecordHeld(APPROVAL, OperationType.PRE_AUTH, NOW.plus(Duration.ofDays(7))),
        new RecordCaptured(APPROVAL, Money.brl(1990)),
        new RecordRefunded(Money.brl(1990)),
        new RecordVoided(),
        new RecordExpired(),
        new RecordRequestRefused());
  }

  public static PaymentAttempt in(PaymentAttemptState state) {
    return attempt("EMU1-1.0-aaaaaa-0001", state);
  }

  public static PaymentAttempt attempt(String itk, PaymentAttemptState state) {
    return new PaymentAttempt(
        new PaymentId("pay_1"),
        new AttemptId(itk),
        new TerminalId("term_1"),
        new OrderId("or_1"),
        sale(1990),
        NOW,
        state,
        1,
        0);
  }

  public static Sale sale(long minor) {
    return new Sale(
        Money.brl(minor), PaymentType.CREDIT, 1, InstallmentType.MERCHANT, EntryMode.CHIP);
  }
}
