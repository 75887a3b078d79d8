package dev.connectpos.terminal.application;

import java.time.Duration;
import java.time.Instant;

/** What an administrative password that was typed on a terminal came to (feature T6). */
public sealed interface AdminAnswer {

  /** How long a session stays unlocked. */
  Duration UNLOCKED_FOR = Duration.ofMinutes(5);

  /** It was the right one. */
  record Unlocked() implements AdminAnswer {}

  /** It was not; so many may be tried before the terminal is locked. */
  record Wrong(int triesLeft) implements AdminAnswer {}

  /** Too many were wrong; nothing is tried until then. */
  record Locked(Instant until) implements AdminAnswer {}

  /** The account has none. */
  record NoPassword() implements AdminAnswer {}

  /** A newer session of the terminal exists; this one may do nothing. */
  record Fenced() implements AdminAnswer {}
}
