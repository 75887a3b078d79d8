package dev.connectpos.notification.persistence;

import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.Attempts;
import dev.connectpos.notification.domain.Delivery;
import dev.connectpos.notification.domain.DeliveryId;
import dev.connectpos.notification.domain.DeliveryState;
import dev.connectpos.notification.domain.DeliveryState.Attempting;
import dev.connectpos.notification.domain.DeliveryState.Delivered;
import dev.connectpos.notification.domain.DeliveryState.Discarded;
import dev.connectpos.notification.domain.DeliveryState.Exhausted;
import dev.connectpos.notification.domain.DeliveryState.Scheduled;
import dev.connectpos.notification.domain.EndpointId;
import dev.connectpos.notification.domain.HookId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

@Entity
@DynamicUpdate
@Table(name = "delivery")
class DeliveryRow {
  @Id String id;

  @Column(name = "hook_id")
  String hookId;

  @Column(name = "endpoint_id")
  String endpointId;

  @Column(name = "account_id")
  String accountId;

  @Column String state;

  @Column int attempts;

  /** How many of the attempts do not count. */
  @Column int forgiven;

  @Column(name = "wake_at")
  @Nullable Instant wakeAt;

  @Column(name = "last_attempt_at")
  @Nullable Instant lastAttemptAt;

  @Column(name = "response_status")
  @Nullable Integer responseStatus;

  @Column(name = "last_error")
  @Nullable String lastError;

  @Column(name = "stated_version")
  long statedVersion;

  @Column(name = "created_at")
  Instant createdAt;

  static DeliveryRow of(Delivery delivery, Instant at) {
    var row = new DeliveryRow();
    row.id = delivery.id().value();
    row.hookId = delivery.hook().value();
    row.endpointId = delivery.endpoint().value();
    row.accountId = delivery.account().value();
    row.createdAt = at;
    row.take(delivery);
    return row;
  }

  /** Takes over what changes in a delivery. */
  void take(Delivery delivery) {
    DeliveryState next = delivery.state();
    attempts = next.attempts().begun();
    forgiven = next.attempts().forgiven();
    statedVersion = delivery.statedVersion();
    wakeAt = null;
    switch (next) {
      case Scheduled scheduled -> {
        state = "scheduled";
        wakeAt = scheduled.due();
      }
      case Attempting attempting -> {
        state = "attempting";
        wakeAt = attempting.leasedUntil();
      }
      case Delivered delivered -> {
        state = "delivered";
        responseStatus = delivered.responseStatus();
      }
      case Exhausted exhausted -> {
        state = "exhausted";
        lastError = exhausted.lastError();
      }
      case Discarded discarded -> {
        state = "discarded";
        lastError = discarded.reason();
      }
    }
  }

  Delivery toDelivery() {
    return new Delivery(
        new DeliveryId(id),
        new HookId(hookId),
        new EndpointId(endpointId),
        new AccountId(accountId),
        toState(),
        statedVersion);
  }

  DeliveryState toState() {
    var tried = new Attempts(attempts, forgiven);
    return switch (state) {
      case "scheduled" -> new Scheduled(tried, written(wakeAt));
      case "attempting" -> new Attempting(tried, written(wakeAt));
      case "delivered" -> new Delivered(tried, written(responseStatus));
      case "exhausted" -> new Exhausted(tried, written(lastError));
      case "discarded" -> new Discarded(tried, written(lastError));
      default -> throw new IllegalStateException("delivery " + id + " in no known state: " + state);
    };
  }

  private <T> T written(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("delivery " + id + " is incomplete for state " + state);
    }
    return value;
  }
}
