package dev.connectpos.order.persistence;

import dev.connectpos.order.domain.Terminal;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

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
    lastVersion = version;
  }

  void heard(long version) {
    lastVersion = version;
  }

  long lastVersion() {
    return lastVersion;
  }

  String mode() {
    return mode;
  }
}
