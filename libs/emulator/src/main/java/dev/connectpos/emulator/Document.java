package dev.connectpos.emulator;

import dev.connectpos.emulator.wire.ServerFrame.PrintStart;
import java.util.Arrays;
import java.util.Objects;

/**
 * A document of the PDV that came out of the printer (O10, T8).
 *
 * @param printId the job
 * @param orderId the order that it belongs to
 * @param document nfe, cupom or receipt
 * @param format png or jpg
 * @param width in dots
 * @param height in dots
 * @param image the file itself
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by its contents.
public record Document(
    String printId,
    String orderId,
    String document,
    String format,
    int width,
    int height,
    byte[] image) {

  static Document of(PrintStart start, byte[] image) {
    return new Document(
        start.printId(),
        start.orderId(),
        start.document(),
        start.format(),
        start.width(),
        start.height(),
        image);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Document that
        && printId.equals(that.printId)
        && Arrays.equals(image, that.image);
  }

  @Override
  public int hashCode() {
    return Objects.hash(printId, Arrays.hashCode(image));
  }

  @Override
  public String toString() {
    return "Document[%s %s of %s, %dx%d %s]"
        .formatted(document, printId, orderId, width, height, format);
  }
}
