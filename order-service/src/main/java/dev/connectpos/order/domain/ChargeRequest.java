package dev.connectpos.order.domain;

import dev.connectpos.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something asked of the acquirer for a charge.
 *
 * @param standing what came of it, by its last retry if there was one
 * @param retries all of them, oldest first (A6); the acquirer keeps what they retry
 */
public record ChargeRequest(
    ChargeRequestId id, Wish wish, Standing standing, Instant askedAt, List<Retry> retries) {

  public ChargeRequest {
    retries = List.copyOf(retries);
  }

  /** One that is asked for the first time. */
  static ChargeRequest of(ChargeRequestId id, Wish wish, Instant askedAt) {
    return new ChargeRequest(id, wish, new Asked(), askedAt, List.of());
  }

  /**
   * It was asked for once more.
   *
   * @param standing what came of this retry; who waits for it is answered that
   */
  public record Retry(ChargeRequestId id, Standing standing) {
    private Retry with(Standing other) {
      return new Retry(id, other);
    }

    private boolean isOpen() {
      return standing instanceof Asked;
    }
  }

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

  /**
   * Give money back.
   *
   * @param terminalSerial the terminal whose operator wished it (T6); null: nobody at a terminal
   */
  public record Cancel(Money amount, @Nullable String terminalSerial) implements Wish {

    /** Wished over the API, or by the order itself. */
    public Cancel(Money amount) {
      this(amount, null);
    }
  }

  /** What came of it. */
  public sealed interface Standing {}

  /** Not known yet. */
  public record Asked() implements Standing {}

  /** It is done. */
  public record Done() implements Standing {}

  /** It is not done, and nothing moved. */
  public record Refused(RefusedBy by, String returnCode, String message) implements Standing {
    /** The acquirer's word for a retry that would have to be of another kind (docs/adr/0016). */
    private static final String NEW_CANCELLATION_NEEDED = "new_cancellation_needed";

    /** Whether no retry can ever pass: what was asked for then is something else now. */
    boolean needsNewCancellation() {
      return by == RefusedBy.RULE && returnCode.equals(NEW_CANCELLATION_NEEDED);
    }
  }

  /** Whether the outcome is open. */
  public boolean isOpen() {
    return standing instanceof Asked;
  }

  /**
   * Whether the acquirer keeps it, so that the network can be asked for it again. Only what the
   * network refused is retried, so that one retry says enough, whatever a rule said to it.
   */
  boolean mayBeRetried() {
    return wish instanceof Cancel
        && standing instanceof Refused refused
        && (refused.by() == RefusedBy.NETWORK || !retries.isEmpty())
        && !refused.needsNewCancellation();
  }

  /** Whether the id is that of this, or of one of its retries. */
  boolean answersTo(@Nullable ChargeRequestId other) {
    return id.equals(other) || retries.stream().anyMatch(retry -> retry.id().equals(other));
  }

  /** What came of what was asked under the id: of a retry its own outcome, else of all. */
  public Standing standing(ChargeRequestId asked) {
    return retries.stream()
        .filter(retry -> retry.id().equals(asked))
        .map(Retry::standing)
        .findFirst()
        .orElse(standing);
  }

  /** It is done, whichever try did it: that answers every retry that is open. */
  ChargeRequest done() {
    var done = new Done();
    return new ChargeRequest(
        id,
        wish,
        done,
        askedAt,
        retries.stream().map(retry -> retry.isOpen() ? retry.with(done) : retry).toList());
  }

  /**
   * A try is refused. That ends the request if it was the last one; what is done stays done.
   *
   * @param tried the retry, or this for the first try
   */
  ChargeRequest refused(ChargeRequestId tried, Refused refusal) {
    var last = retries.isEmpty() ? id : retries.getLast().id();
    return new ChargeRequest(
        id,
        wish,
        isOpen() && last.equals(tried) ? refusal : standing,
        askedAt,
        retries.stream()
            .map(r -> r.isOpen() && r.id().equals(tried) ? r.with(refusal) : r)
            .toList());
  }

  ChargeRequest retriedAs(ChargeRequestId retry) {
    var all = new ArrayList<>(retries);
    all.add(new Retry(retry, new Asked()));
    return new ChargeRequest(id, wish, new Asked(), askedAt, all);
  }
}
