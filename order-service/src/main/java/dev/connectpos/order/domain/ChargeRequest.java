package dev.connectpos.order.domain;

import dev.connectpos.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something asked of the acquirer for a charge.
 *
 * @param retry the id of the last retry, if there was one; the outcome may name either
 */
public record ChargeRequest(
    ChargeRequestId id,
    Wish wish,
    Standing standing,
    Instant askedAt,
    @Nullable ChargeRequestId retry) {

  /** What is wished. */
  public sealed interface Wish {
    Money amount();
  }

  /**
   * Take what is held, or a part of it.
   *
   * @param code what charge and order are to be called when it is done; null: as before
   */
  public record Capture(Money amount, @Nullable String code) implements Wish {}

  /** Give money back. */
  public record Cancel(Money amount) implements Wish {}

  /** What came of it. */
  public sealed interface Standing {}

  /** Not known yet. */
  public record Asked() implements Standing {}

  /** It is done. */
  public record Done() implements Standing {}

  /** It is not done, and nothing moved. */
  public record Refused(RefusedBy by, String returnCode, String message) implements Standing {}

  /** Whether the outcome is open. */
  public boolean isOpen() {
    return standing instanceof Asked;
  }

  /** Whether the outcome of the id is the outcome of this. */
  boolean answersTo(@Nullable ChargeRequestId other) {
    return id.equals(other) || (retry != null && retry.equals(other));
  }

  ChargeRequest with(Standing other) {
    return new ChargeRequest(id, wish, other, askedAt, retry);
  }

  ChargeRequest retriedAs(ChargeRequestId other) {
    return new ChargeRequest(id, wish, new Asked(), askedAt, other);
  }
}
