package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.MoneyLog.Settled;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.Payout;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Empty books beside the stored ones, filled from the event log by the code that posts, and then
 * compared with what is stored. They are gone when they are closed.
 */
public interface RebuiltBooks extends Ledger, ReceivableStore, AutoCloseable {

  /** Where they are opened. */
  interface Source {

    /** Opens empty ones; empty if somebody else's are open, on whichever replica. */
    Optional<RebuiltBooks> open();
  }

  /**
   * What is known of a payment's stream.
   *
   * @param rebuilt the last version that was read from the log; 0 if none was
   * @param stored the last version that is stored; unbounded before {@link #freeze}
   */
  record Versions(long rebuilt, long stored) {}

  /** What is known of the streams of these payments. */
  Map<PaymentId, Versions> versions(Collection<PaymentId> ids);

  /**
   * Notes that a payment's stream was read up to a version.
   *
   * @param fromFirst whether this one is the first of the stream, or comes after all before it
   */
  void read(PaymentId id, long version, boolean fromFirst);

  /** Keeps the message of a capture. */
  void keep(PaymentId id, byte[] capture);

  /** The messages that were kept of a payment, oldest first. */
  List<byte[]> captures(PaymentId id);

  /** Posts a payout, once. */
  void settle(Settled settled, Payout payout);

  /** Takes the stored books as they are now: what is committed later is not looked at. */
  void freeze();

  /** Whether everything that is in the frozen books was read from the log. */
  boolean isLevel();

  /**
   * Compares all that was rebuilt with the frozen books, text by text.
   *
   * @param wholeLog whether the log has its beginning; else only payments are compared whose first
   *     event was read, and neither balances nor payouts
   * @param difference told of each difference, the first 100 of a kind
   */
  Counts compare(boolean wholeLog, Consumer<String> difference);

  /**
   * What was compared.
   *
   * @param payments stored
   * @param beforeLog stored, and not compared because the log no longer has their first event
   * @param settlementsTakenOver made before releases told of them, and taken from their rows
   * @param differences all there are, told or not
   */
  record Counts(
      long payments,
      long beforeLog,
      long receivables,
      long entries,
      long settlements,
      long settlementsTakenOver,
      long balances,
      long differences) {}

  @Override
  void close();
}
