package dev.connectpos.terminal.persistence;

import static java.util.Objects.requireNonNull;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.terminal.domain.Approval;
import dev.connectpos.terminal.domain.OperationType;
import dev.connectpos.terminal.domain.PaymentAttemptState;
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
import dev.connectpos.terminal.domain.Refusal;
import dev.connectpos.terminal.domain.UndoReason;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The columns of {@code payment_attempt} that hold the state: exactly those that the state has. */
@Embeddable
class StateColumns {

  /** Column {@code state}; the partial unique index and the checks name these. */
  enum Kind {
    AUTHORIZING,
    VERIFYING,
    APPROVED,
    CONFIRMED,
    UNDOING,
    REVERSING,
    HELD,
    CAPTURED,
    REFUNDED,
    VOIDED,
    EXPIRED,
    DECLINED,
    REVERSED
  }

  @Column(name = "state")
  @Enumerated(EnumType.STRING)
  Kind kind = Kind.AUTHORIZING;

  @Column @Nullable String nsu;

  @Column(name = "authorization_code")
  @Nullable String authorizationCode;

  @Column(name = "return_code")
  @Nullable String returnCode;

  @Column @Nullable String message;

  @Column @Nullable String brand;

  @Column(name = "last_four")
  @Nullable String lastFour;

  @Column(name = "confirm_by")
  @Nullable Instant confirmBy;

  @Column(name = "operation_type")
  @Enumerated(EnumType.STRING)
  @Nullable OperationType operation;

  @Column(name = "capture_by")
  @Nullable Instant captureBy;

  @Column(name = "captured_minor")
  @Nullable Long capturedMinor;

  @Column(name = "refunded_minor")
  @Nullable Long refundedMinor;

  @Column @Nullable String guidance;

  @Column @Nullable Boolean retryable;

  @Column(name = "undo_reason")
  @Nullable String undoReason;

  static StateColumns of(PaymentAttemptState state) {
    var columns = new StateColumns();
    switch (state) {
      case Authorizing _ -> columns.kind = Kind.AUTHORIZING;
      case Verifying _ -> columns.kind = Kind.VERIFYING;
      case Approved s -> columns.approved(Kind.APPROVED, s.approval()).confirmBy = s.confirmBy();
      case Confirmed s -> columns.approved(Kind.CONFIRMED, s.approval()).confirmBy = s.confirmBy();
      case Held s -> columns.held(s);
      case Captured s ->
          columns.approved(Kind.CAPTURED, s.approval()).capturedMinor = s.amount().minor();
      case Refunded s -> columns.refunded(s);
      case Voided s -> columns.approved(Kind.VOIDED, s.approval());
      case Expired s -> columns.approved(Kind.EXPIRED, s.approval());
      case Undoing s -> columns.undone(Kind.UNDOING, s.reason().name());
      case Reversing s -> columns.undone(Kind.REVERSING, s.reason());
      case Reversed s -> columns.undone(Kind.REVERSED, s.reason());
      case Declined s -> columns.declined(s.refusal());
    }
    return columns;
  }

  private StateColumns approved(Kind as, Approval approval) {
    kind = as;
    nsu = approval.nsu();
    authorizationCode = approval.authorizationCode();
    returnCode = approval.returnCode();
    message = approval.message();
    brand = approval.brand();
    lastFour = approval.lastFour();
    return this;
  }

  private void held(Held held) {
    approved(Kind.HELD, held.approval());
    operation = held.operation();
    captureBy = held.captureBy();
  }

  private void refunded(Refunded refunded) {
    approved(Kind.REFUNDED, refunded.approval());
    capturedMinor = refunded.amount().minor();
    refundedMinor = refunded.refunded().minor();
  }

  private void undone(Kind as, String reason) {
    kind = as;
    undoReason = reason;
  }

  private void declined(Refusal refusal) {
    kind = Kind.DECLINED;
    returnCode = refusal.returnCode();
    message = refusal.message();
    guidance = refusal.guidance();
    retryable = refusal.retryable();
  }

  PaymentAttemptState toState(Currency currency) {
    return switch (kind) {
      case AUTHORIZING -> new Authorizing();
      case VERIFYING -> new Verifying();
      case APPROVED -> new Approved(approval(), requireNonNull(confirmBy));
      case CONFIRMED -> new Confirmed(approval(), requireNonNull(confirmBy));
      case HELD -> new Held(approval(), requireNonNull(operation), requireNonNull(captureBy));
      case CAPTURED -> new Captured(approval(), new Money(requireNonNull(capturedMinor), currency));
      case REFUNDED ->
          new Refunded(
              approval(),
              new Money(requireNonNull(capturedMinor), currency),
              new Money(requireNonNull(refundedMinor), currency));
      case VOIDED -> new Voided(approval());
      case EXPIRED -> new Expired(approval());
      case UNDOING -> new Undoing(UndoReason.valueOf(requireNonNull(undoReason)));
      case REVERSING -> new Reversing(requireNonNull(undoReason));
      case REVERSED -> new Reversed(requireNonNull(undoReason));
      case DECLINED ->
          new Declined(
              new Refusal(
                  requireNonNull(returnCode),
                  requireNonNull(message),
                  requireNonNull(guidance),
                  requireNonNull(retryable)));
    };
  }

  private Approval approval() {
    return new Approval(
        requireNonNull(nsu),
        requireNonNull(authorizationCode),
        requireNonNull(returnCode),
        message,
        requireNonNull(brand),
        requireNonNull(lastFour));
  }
}
