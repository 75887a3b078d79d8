package dev.connectpos.terminal.persistence;

import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.Activation;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.TerminalId;
import dev.connectpos.terminal.domain.TerminalMode;
import dev.connectpos.terminal.domain.TerminalModel;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Table {@code terminal}. Only changed columns are written: sessions touch some on their own. */
@Entity
@Table(name = "terminal")
@DynamicUpdate
class TerminalRow {
  @Id String id;

  @Column(name = "account_id", updatable = false)
  String accountId;

  @Column(name = "serial_number", updatable = false)
  String serialNumber;

  @Column(updatable = false)
  @Enumerated(EnumType.STRING)
  TerminalModel model;

  @Column boolean active;

  @Column
  @Enumerated(EnumType.STRING)
  TerminalMode mode;

  @Column(name = "registered_at", updatable = false)
  Instant registeredAt;

  @Column(name = "pairing_id")
  String pairingId;

  @Column(name = "credential_pairing_id")
  @Nullable String credentialPairingId;

  @Column(name = "credential_sha256")
  @Nullable String credentialSha256;

  @Column(name = "credential_used")
  boolean credentialUsed;

  @Column long epoch;

  @Column boolean connected;

  @Column(name = "last_seen_at")
  @Nullable Instant lastSeenAt;

  @Column(name = "app_version")
  @Nullable String appVersion;

  @Column(name = "picked_order_id")
  @Nullable String pickedOrderId;

  @Column(name = "last_seq")
  long lastSeq;

  @Column(name = "screen_version")
  long screenVersion;

  @Column(name = "event_version")
  long eventVersion;

  @Column(name = "admin_wrong")
  int adminWrong;

  @Column(name = "admin_locked_until")
  @Nullable Instant adminLockedUntil;

  @Column(name = "replaced_by")
  @Nullable String replacedBy;

  Terminal toTerminal() {
    return new Terminal(
        new TerminalId(id),
        new AccountId(accountId),
        serialNumber,
        model,
        new Activation(active, mode),
        registeredAt,
        epoch,
        connected,
        lastSeenAt,
        appVersion,
        pickedOrderId == null ? null : new OrderId(pickedOrderId),
        replacedBy);
  }
}
