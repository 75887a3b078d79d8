package dev.connectpos.terminal.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Wrong administrative passwords in a row on one terminal (feature T6). It lives on the terminal's
 * row: neither a reconnect nor another replica starts it anew.
 *
 * @param wrong how many there were since the last right one, or the last lock
 * @param lockedUntil when the next may be tried, if they were too many
 */
public record AdminLock(int wrong, @Nullable Instant lockedUntil) {
  /** Wrong ones in a row that lock the terminal. */
  public static final int MAX_WRONG = 5;

  /** How long it stays locked. */
  public static final Duration LOCKED_FOR = Duration.ofMinutes(15);

  /** No wrong one yet. */
  public static final AdminLock OPEN = new AdminLock(0, null);

  /** Until when it is locked, or null if it is not. */
  public @Nullable Instant lockedAt(Instant now) {
    Instant until = lockedUntil;
    return until != null && now.isBefore(until) ? until : null;
  }

  /** After one more wrong password, which was allowed to be tried. */
  public AdminLock afterWrong(Instant now) {
    return wrong + 1 < MAX_WRONG
        ? new AdminLock(wrong + 1, null)
        : new AdminLock(0, now.plus(LOCKED_FOR));
  }

  /** How many may be tried before it is locked. */
  public int triesLeft() {
    return MAX_WRONG - wrong;
  }
}
