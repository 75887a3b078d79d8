package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.Approval;
import dev.connectpos.acquirer.domain.CardFacts;
import dev.connectpos.acquirer.domain.PaymentEvent;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the event log tells of money, read from its very beginning. */
public interface MoneyLog {

  /** A reading of its own, from the first message to what is there now. */
  Reading read();

  /** What was told, as read back. */
  sealed interface Told {}

  /**
   * A payment's event.
   *
   * @param version its place in the payment's stream, from 1
   * @param moved what it moved, if it moved money
   */
  record OfPayment(PaymentId id, long version, Optional<Moved> moved) implements Told {}

  /** A payout. */
  record OfSettlement(Settled settled) implements Told {}

  /** Money that moved with an event. */
  sealed interface Moved {
    /** The merchant's day on which it was posted; null from releases that did not tell it. */
    @Nullable LocalDate bookedOn();
  }

  /**
   * A capture.
   *
   * @param fee null from releases that did not tell it
   * @param request who asked; null if it was captured by itself
   * @param message as it stands in the log, for what comes after it to be read with
   */
  @SuppressWarnings("ArrayRecordComponent") // Bytes of a message, compared by no one.
  record Capture(
      PaymentTerms terms,
      CardFacts card,
      Approval approval,
      Money amount,
      @Nullable Money fee,
      Instant at,
      @Nullable RequestId request,
      @Nullable LocalDate bookedOn,
      byte[] message)
      implements Moved {}

  /**
   * A void or a refund; it moved money only if something was captured before it.
   *
   * @param event which of them
   */
  record GivenBack(PaymentEvent event, @Nullable LocalDate bookedOn) implements Moved {}

  /** A settlement as it was stated; amounts as of {@link dev.connectpos.acquirer.domain.Payout}. */
  record Settled(
      String id,
      AccountId accountId,
      LocalDate day,
      Money gross,
      Money fee,
      int receivables,
      Instant at) {}

  /** One reading. Not for several threads at once. */
  interface Reading extends AutoCloseable {

    /** Whether nothing at the beginning of the log was deleted. */
    boolean isWhole();

    /** The next messages, at most 500; waits a second for one, and is empty if none came. */
    List<Told> next();

    /** Whether all was read that was there when this reading began. */
    boolean isThrough();

    /** How many messages were there when this reading began. */
    long size();

    /**
     * Reads a capture back.
     *
     * @param message of a {@link Capture}
     */
    Capture capture(byte[] message);

    @Override
    void close();
  }
}
