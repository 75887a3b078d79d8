package dev.connectpos.notification.persistence;

import dev.connectpos.notification.application.Hook;
import dev.connectpos.notification.application.Origin;
import dev.connectpos.notification.domain.HookId;
import dev.connectpos.notification.domain.HookType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

@Entity
@Immutable
@Table(name = "hook")
class HookRow {
  @Id String id;

  @Column(name = "source_event_id")
  UUID sourceEventId;

  @Column(name = "account_id")
  String accountId;

  @Column String type;

  @Column(name = "order_id")
  @Nullable String orderId;

  @Column long sequence;

  @Column byte[] body;

  @Column(name = "occurred_at")
  Instant occurredAt;

  @Column(name = "correlation_id")
  String correlationId;

  @Column(name = "trace_parent")
  @Nullable String traceParent;

  Hook toHook() {
    var origin =
        new Origin(
            sourceEventId, HookType.of(type).orElseThrow(), occurredAt, correlationId, traceParent);
    return new Hook(new HookId(id), origin, body);
  }
}
