package dev.connectpos.order.persistence;

import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.Terminal;
import dev.connectpos.order.domain.TerminalStanding;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A terminal as terminal-service stated it last. */
@Entity
@Table(name = "terminal")
class TerminalRow {
  @Id String id;

  @Column(name = "account_id")
  String accountId;

  @Column(name = "serial_number")
  String serialNumber;

  @Column(name = "model")
  String model;

  @Column(name = "mode")
  String mode;

  @Column(name = "active")
  boolean active;

  @Column(name = "replaced_by_serial")
  @Nullable String replacedBySerial;

  @Column(name = "last_version")
  long lastVersion;

  static TerminalRow of(Terminal terminal, long version) {
    var row = new TerminalRow();
    row.id = terminal.id();
    row.follow(terminal, version);
    return row;
  }

  final void follow(Terminal terminal, long version) {
    accountId = terminal.account().value();
    serialNumber = terminal.serialNumber();
    model = terminal.model();
    mode = Words.of(terminal.mode());
    active = terminal.active();
    replacedBySerial = terminal.replacedBySerial();
    lastVersion = version;
  }

  void heard(long version) {
    lastVersion = version;
  }

  long lastVersion() {
    return lastVersion;
  }

  Terminal terminal() {
    return new Terminal(
        id,
        new AccountId(accountId),
        serialNumber,
        model,
        Words.read(TerminalStanding.class, mode),
        active,
        replacedBySerial);
  }
}
