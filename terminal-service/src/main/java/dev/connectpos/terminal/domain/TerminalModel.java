package dev.connectpos.terminal.domain;

/** The models that may be paired (feature T1). */
public enum TerminalModel {
  S920,
  Q92,
  EMULATOR
}
