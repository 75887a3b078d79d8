package dev.connectpos.terminal.socket;

import io.quarkus.websockets.next.CloseReason;

/** Why a socket is closed, as docs/terminal-protocol.md has it. */
enum CloseCode {
  TOO_LARGE(1009, "frame too large"),
  RESTARTING(1012, "restarting"),
  FENCED(4001, "fenced"),
  SILENT(4002, "silent"),
  NO_HELLO(4003, "no hello"),
  TOO_MANY_MALFORMED(4004, "too many malformed frames"),
  NOT_READING(4005, "not reading"),
  CREDENTIAL_REPLACED(1008, "credential replaced");

  private final int code;
  private final String text;

  CloseCode(int code, String text) {
    this.code = code;
    this.text = text;
  }

  CloseReason reason() {
    return new CloseReason(code, text);
  }

  /** For events and logs. */
  String text() {
    return text;
  }
}
