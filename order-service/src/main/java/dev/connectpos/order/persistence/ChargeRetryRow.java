package dev.connectpos.order.persistence;

import dev.connectpos.order.domain.ChargeRequest;
import dev.connectpos.order.domain.ChargeRequest.Asked;
import dev.connectpos.order.domain.ChargeRequest.Done;
import dev.connectpos.order.domain.ChargeRequest.Refused;
import dev.connectpos.order.domain.ChargeRequestId;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.RefusedBy;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A cancellation asked for once more, and what came of it. */
@Entity
@Table(name = "charge_retry")
class ChargeRetryRow {
  private static final String ASKED = "asked";
  private static final String DONE = "done";
  private static final String REFUSED = "refused";

  @Id String id;

  @Column(name = "order_id")
  String orderId;

  @Column(name = "request_id")
  String requestId;

  @Column(name = "position")
  int position;

  @Column(name = "state")
  String state;

  @Column(name = "refused_by")
  @Nullable String refusedBy;

  @Column(name = "return_code")
  @Nullable String returnCode;

  @Column(name = "message")
  @Nullable String message;

  static ChargeRetryRow of(OrderId order, ChargeRequest request, int position) {
    var row = new ChargeRetryRow();
    row.id = request.retries().get(position).id().value();
    row.orderId = order.value();
    row.requestId = request.id().value();
    row.position = position;
    row.follow(request.retries().get(position));
    return row;
  }

  final void follow(ChargeRequest.Retry retry) {
    refusedBy = null;
    returnCode = null;
    message = null;
    switch (retry.standing()) {
      case Asked _ -> state = ASKED;
      case Done _ -> state = DONE;
      case Refused(var by, var refusedWith, var text) -> {
        state = REFUSED;
        refusedBy = Words.of(by);
        returnCode = refusedWith;
        message = text;
      }
    }
  }

  String requestId() {
    return requestId;
  }

  ChargeRequest.Retry retry() {
    return new ChargeRequest.Retry(
        new ChargeRequestId(id),
        switch (state) {
          case ASKED -> new Asked();
          case DONE -> new Done();
          case REFUSED ->
              new Refused(
                  Words.read(RefusedBy.class, Objects.requireNonNull(refusedBy)),
                  Objects.requireNonNull(returnCode),
                  Objects.requireNonNull(message));
          default -> throw new IllegalStateException("retry " + id + " is " + state);
        });
  }
}
