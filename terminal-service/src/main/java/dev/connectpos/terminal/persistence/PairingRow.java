package dev.connectpos.terminal.persistence;

import dev.connectpos.terminal.application.PairingStore.Pairing;
import dev.connectpos.terminal.domain.PairingId;
import dev.connectpos.terminal.domain.TerminalId;
import dev.connectpos.terminal.domain.TerminalModel;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Table {@code pairing}. */
@Entity
@Table(name = "pairing")
class PairingRow {
  @Id String id;

  @Column(name = "serial_number")
  String serialNumber;

  @Column
  @Enumerated(EnumType.STRING)
  TerminalModel model;

  @Column(name = "app_version")
  String appVersion;

  @Column String code;

  @Column(name = "secret_sha256")
  String secretSha256;

  @Column(name = "terminal_id")
  @Nullable String terminalId;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  Pairing toPairing() {
    return new Pairing(
        new PairingId(id),
        serialNumber,
        model,
        appVersion,
        code,
        secretSha256,
        terminalId == null ? null : new TerminalId(terminalId),
        createdAt,
        expiresAt);
  }
}
