package dev.connectpos.terminal.persistence;

import static java.util.Objects.requireNonNull;

import dev.connectpos.terminal.domain.Approval;
import dev.connectpos.terminal.domain.PaymentAttemptState;
import dev.connectpos.terminal.domain.PaymentAttemptState.Approved;
import dev.connectpos.terminal.domain.PaymentAttemptState.Authorizing;
import dev.connectpos.terminal.domain.PaymentAttemptState.Captured;
import dev.connectpos.terminal.domain.PaymentAttemptState.Confirmed;
import dev.connectpos.terminal.domain.PaymentAttemptState.Declined;
import dev.connectpos.terminal.domain.PaymentAttemptState.Reversed;
import dev.connectpos.terminal.domain.PaymentAttemptState.Reversing;
import dev.connectpos.terminal.domain.PaymentAttemptState.Undoing;
import dev.connectpos.terminal.domain.PaymentAttemptState.Verifying;
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
    CAPTURED,
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
      case Captured s -> columns.approved(Kind.CAPTURED, s.approval());
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

  PaymentAttemptState toState() {
    return switch (kind) {
      case AUTHORIZING -> new Authorizing();
      case VERIFYING -> new Verifying();
      case APPROVED -> new Approved(approval(), requireNonNull(confirmBy));
      case CONFIRMED -> new Confirmed(approval(), requireNonNull(confirmBy));
      case CAPTURED -> new Captured(approval());
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
