package dev.connectpos.emulator.fault;

import java.time.Duration;

/** What happens to a message on its way. */
public sealed interface Effect {

  /** It is lost. */
  record Drop() implements Effect {}

  /** It comes late; what follows it overtakes it unless that is late too. */
  record Delay(Duration by) implements Effect {

    /** Refuses a wait that is none. */
    public Delay {
      if (by.isNegative() || by.isZero()) {
        throw new IllegalArgumentException("a delay is of one millisecond at least");
      }
    }
  }

  /** It comes twice. */
  record Duplicate() implements Effect {}

  /** The next message of its direction overtakes it; if none ever comes, it is lost. */
  record Reorder() implements Effect {}
}
