package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.CancelRefusal;
import dev.connectpos.terminal.domain.SaleCancellation;

/** What a terminal's frame about a cancellation came to. */
public sealed interface CancelAnswer {

  /** The cancellation as it stands, to be told even if it was told before. */
  record Standing(SaleCancellation cancellation) implements CancelAnswer {}

  /** Refused, with no effect. */
  record Refused(CancelRefusal reason) implements CancelAnswer {}

  /** A newer session of the terminal exists; this one may do nothing. */
  record Fenced() implements CancelAnswer {}
}
