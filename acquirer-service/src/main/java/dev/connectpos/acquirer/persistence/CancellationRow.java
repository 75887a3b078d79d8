package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.domain.Cancellation;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A row of {@code cancellation}. */
@Entity
@Table(name = "cancellation")
@DynamicUpdate // A claim may move due_at and attempts at the same time.
class CancellationRow {
  static final String ASKED = "asked";
  private static final String DONE = "done";
  private static final String REFUSED = "refused";

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "cancellation_id")
  @Nullable Long cancellationId;

  @Column(name = "payment_id")
  String paymentId;

  @Column(name = "request_id")
  String requestId;

  @Column(name = "kind")
  String kind;

  @Column(name = "amount_minor")
  long amountMinor;

  @Column(name = "status")
  String status;

  @Column(name = "return_code")
  @Nullable String returnCode;

  @Column(name = "of_hold")
  boolean ofHold;

  @Column(name = "try_number")
  int tryNumber;

  @Column(name = "retry_request_id")
  @Nullable String retryRequestId;

  @Column(name = "due_at")
  @Nullable Instant dueAt;

  @Column(name = "attempts")
  int attempts;

  @Column(name = "asked_at")
  Instant askedAt;

  @Column(name = "ended_at")
  @Nullable Instant endedAt;

  Cancellation read(Currency currency) {
    return new Cancellation(
        new RequestId(requestId),
        Cancellation.Kind.valueOf(kind),
        new Money(amountMinor, currency),
        switch (status) {
          case ASKED -> new Cancellation.Asked();
          case DONE -> new Cancellation.Done();
          case REFUSED -> new Cancellation.Refused(Objects.requireNonNull(returnCode));
          default -> throw new IllegalStateException("unknown status " + status);
        },
        ofHold,
        new Cancellation.Try(
            tryNumber, retryRequestId == null ? null : new RequestId(retryRequestId)));
  }

  /** Asked for anew, it is due at once; asked for already, it keeps its lease. */
  void write(Cancellation cancellation, Instant now) {
    switch (cancellation.status()) {
      case Cancellation.Asked _ -> {
        if (!ASKED.equals(status)) {
          var retry = cancellation.latest().retry();
          status = ASKED;
          tryNumber = cancellation.latest().number();
          retryRequestId = retry == null ? null : retry.value();
          returnCode = null;
          dueAt = now;
          attempts = 0;
          askedAt = now;
          endedAt = null;
        }
      }
      case Cancellation.Done _ -> end(DONE, null, now);
      case Cancellation.Refused(var code) -> end(REFUSED, code, now);
    }
  }

  private void end(String how, @Nullable String code, Instant now) {
    if (!how.equals(status)) {
      status = how;
      returnCode = code;
      dueAt = null;
      endedAt = now;
    }
  }
}
