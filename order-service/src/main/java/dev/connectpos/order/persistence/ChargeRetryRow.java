package dev.connectpos.order.persistence;

import dev.connectpos.order.domain.ChargeRequest;
import dev.connectpos.order.domain.ChargeRequestId;
import dev.connectpos.order.domain.OrderId;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A cancellation asked for once more, and what came of it. */
@Entity
@Table(name = "charge_retry")
class ChargeRetryRow {
  @Id String id;

  @Column(name = "order_id")
  String orderId;

  @Column(name = "request_id")
  String requestId;

  @Column(name = "position")
  int position;

  @Embedded StandingColumns standing = new StandingColumns();

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
    standing.follow(retry.standing());
  }

  String requestId() {
    return requestId;
  }

  ChargeRequest.Retry retry() {
    return new ChargeRequest.Retry(new ChargeRequestId(id), standing.standing());
  }
}
