package dev.connectpos.terminal.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A document that a PDV wants on paper (features O10, T8).
 *
 * @param id order-service's
 * @param accountId whose it is
 * @param orderId the order that it belongs to
 * @param terminalId the terminal that prints it
 * @param document what it is
 * @param image what is printed
 * @param createdAt when it was taken
 * @param answerBy when it fails by itself
 * @param state where it stands
 * @param correlationId of the request that placed the order
 * @param traceparent trace context of that request, if there was one
 */
public record PrintJob(
    PrintId id,
    AccountId accountId,
    OrderId orderId,
    TerminalId terminalId,
    DocumentKind document,
    Image image,
    Instant createdAt,
    Instant answerBy,
    PrintJobState state,
    String correlationId,
    @Nullable String traceparent) {

  /** Who waits for a document waits at the counter; what comes later than this is of no use. */
  public static final Duration ANSWER_WITHIN = Duration.ofMinutes(2);

  /**
   * What is known of an image without looking at it.
   *
   * @param format how it is coded
   * @param width in dots
   * @param height in dots
   * @param bytes how long it is
   * @param sha256 of its bytes, in lower-case hexadecimal
   */
  public record Image(ImageFormat format, int width, int height, int bytes, String sha256) {}

  /** The same document in another state. */
  public PrintJob in(PrintJobState next) {
    return new PrintJob(
        id,
        accountId,
        orderId,
        terminalId,
        document,
        image,
        createdAt,
        answerBy,
        next,
        correlationId,
        traceparent);
  }
}
