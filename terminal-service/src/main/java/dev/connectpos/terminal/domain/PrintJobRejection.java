package dev.connectpos.terminal.domain;

/** Why a command to a document is refused. */
public enum PrintJobRejection {
  /** It has come to another end already, and that end was told. */
  ENDED
}
