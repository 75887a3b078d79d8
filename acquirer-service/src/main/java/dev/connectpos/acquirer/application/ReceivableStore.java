package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.Receivable;
import dev.connectpos.acquirer.domain.RequestId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where receivables are kept: never changed, but once, when they are settled. */
public interface ReceivableStore {

  /**
   * The receivables of one posting.
   *
   * @param terms of the payment
   * @param reason {@code capture}, {@code void} or {@code refund}, as it is posted
   * @param request who asked; null if nobody did
   * @param at when the money moved
   * @param day of that, where the merchant is
   * @param receivables at least one
   */
  record Booking(
      PaymentTerms terms,
      String reason,
      @Nullable RequestId request,
      Instant at,
      LocalDate day,
      List<Receivable> receivables) {}

  /** Writes them, waiting, in the caller's transaction. */
  void add(Booking booking);

  /** The credits of a payment by capture and instalment, as they were made. */
  List<Receivable> creditsOf(PaymentId id);
}
