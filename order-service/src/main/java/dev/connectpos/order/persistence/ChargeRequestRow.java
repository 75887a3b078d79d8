package dev.connectpos.order.persistence;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.order.domain.Charge;
import dev.connectpos.order.domain.ChargeRequest;
import dev.connectpos.order.domain.ChargeRequestId;
import dev.connectpos.order.domain.OrderId;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something asked of the acquirer, and what came of it; the currency is the order's. */
@Entity
@Table(name = "charge_request")
class ChargeRequestRow {
  private static final String CAPTURE = "capture";
  private static final String CANCEL = "cancel";

  @Id String id;

  @Column(name = "order_id")
  String orderId;

  @Column(name = "charge_id")
  String chargeId;

  @Column(name = "position")
  int position;

  @Column(name = "kind")
  String kind;

  @Column(name = "amount_minor")
  long amountMinor;

  @Column(name = "code")
  @Nullable String code;

  @Column(name = "terminal_serial")
  @Nullable String terminalSerial;

  @Embedded StandingColumns standing = new StandingColumns();

  /** The last retry, for the release before: this one keeps all of them in rows of their own. */
  @Column(name = "retry_id")
  @Nullable String retryId;

  @Column(name = "asked_at")
  Instant askedAt;

  static ChargeRequestRow of(OrderId order, Charge charge, int position) {
    var request = charge.requests().get(position);
    var row = new ChargeRequestRow();
    row.id = request.id().value();
    row.orderId = order.value();
    row.chargeId = charge.id().value();
    row.position = position;
    row.amountMinor = request.wish().amount().minor();
    row.askedAt = request.askedAt();
    switch (request.wish()) {
      case ChargeRequest.Capture capture -> {
        row.kind = CAPTURE;
        row.code = capture.code();
      }
      case ChargeRequest.Cancel cancel -> {
        row.kind = CANCEL;
        row.terminalSerial = cancel.terminalSerial();
      }
    }
    row.follow(request);
    return row;
  }

  final void follow(ChargeRequest request) {
    retryId = request.retries().isEmpty() ? null : request.retries().getLast().id().value();
    standing.follow(request.standing());
  }

  String chargeId() {
    return chargeId;
  }

  String id() {
    return id;
  }

  ChargeRequest request(Currency currency, List<ChargeRequest.Retry> retries) {
    var amount = new Money(amountMinor, currency);
    return new ChargeRequest(
        new ChargeRequestId(id),
        kind.equals(CAPTURE)
            ? new ChargeRequest.Capture(amount, code)
            : new ChargeRequest.Cancel(amount, terminalSerial),
        standing.standing(),
        askedAt,
        withLast(retries));
  }

  /** The release before writes no row of a retry; its outcome is that of the request. */
  private List<ChargeRequest.Retry> withLast(List<ChargeRequest.Retry> retries) {
    var last = retryId == null ? null : new ChargeRequestId(retryId);
    if (last == null || retries.stream().anyMatch(retry -> retry.id().equals(last))) {
      return retries;
    }
    var all = new ArrayList<>(retries);
    all.add(new ChargeRequest.Retry(last, standing.standing()));
    return all;
  }
}
