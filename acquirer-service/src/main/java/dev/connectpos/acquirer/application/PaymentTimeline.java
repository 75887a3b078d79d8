package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.PaymentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was stated about a payment, as far back as the outbox is kept. */
public interface PaymentTimeline {

  /**
   * One fact, and why it came about.
   *
   * @param event its wire type
   * @param version its place in the payment's stream
   * @param details what it says, by the names of the wire
   */
  record Moment(Instant at, String event, long version, Cause cause, Map<String, Object> details) {}

  /**
   * Why a fact came about.
   *
   * @param command what was asked; null where nobody asked: the clock or the network did it
   * @param by who asked, or did it: {@code terminal}, {@code merchant}, {@code network}, {@code
   *     clock} or an operator
   * @param causationId the message, or the entry of the audit log, that it followed from
   */
  record Cause(
      @Nullable String command, String correlationId, @Nullable UUID causationId, String by) {}

  /** Everything that was stated, in order, at most so many. */
  List<Moment> of(PaymentId id, int limit);
}
