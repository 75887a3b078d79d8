package dev.connectpos.emulator;

import dev.connectpos.emulator.state.LastPrint;
import dev.connectpos.emulator.state.TerminalStore;
import dev.connectpos.emulator.wire.ClientFrame;
import dev.connectpos.emulator.wire.ServerFrame.PrintData;
import dev.connectpos.emulator.wire.ServerFrame.PrintStart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Prints what a PDV sends, each document at most once:
 *
 * <ol>
 *   <li>take the whole image, and check that it is what was announced;
 *   <li>store that its printing begins;
 *   <li>print, store the outcome, tell it.
 * </ol>
 *
 * The server sends a document again until it is told what became of it. One that has begun before
 * is answered from memory: with its outcome, or as interrupted if the power went in between, since
 * nobody knows then how much of it is on paper. Runs in the terminal's mailbox.
 */
final class Printer {

  /** The rest of the terminal, as the printer needs it. */
  interface Device {
    void send(ClientFrame frame);

    void printed(Document document);

    boolean armed(Fault fault);

    /** The power goes here, if that was asked for. */
    void reached(Step step);

    void cutPower(String reason);
  }

  /** A document on its way here. */
  private record Arriving(PrintStart start, ByteArrayOutputStream image) {}

  private final TerminalStore store;
  private final Device device;
  private @Nullable Arriving arriving;
  private int chunks;

  Printer(TerminalStore store, Device device) {
    this.store = store;
    this.device = device;
  }

  void start(PrintStart start) {
    arriving = null;
    LastPrint last = store.state().lastPrint();
    if (last != null && last.printId().equals(start.printId())) {
      answer(last.status() == null ? stored(last.failed("interrupted")) : last);
      return;
    }
    arriving = new Arriving(start, new ByteArrayOutputStream());
    chunks = 0;
  }

  void data(PrintData part) {
    Arriving current = arriving;
    if (current == null || !current.start().printId().equals(part.printId())) {
      return; // Of a document that was answered already.
    }
    if (part.index() != chunks++) {
      fail(current.start(), "image_error");
      return;
    }
    current.image().writeBytes(part.data());
    if (chunks == current.start().chunks()) {
      print(current.start(), current.image().toByteArray());
    }
  }

  /** What had arrived comes again from the beginning. */
  void disconnected() {
    arriving = null;
  }

  private void print(PrintStart start, byte[] image) {
    if (!isAsAnnounced(start, image)) {
      fail(start, "image_error");
      return;
    }
    if (device.armed(Fault.OUT_OF_PAPER)) {
      fail(start, "paper_out");
      return;
    }
    arriving = null;
    LastPrint begun = stored(LastPrint.begun(start.printId()));
    device.reached(Step.DOCUMENT_BEGUN);
    if (device.armed(Fault.DROP_WHILE_PRINTING)) {
      device.cutPower("power cut while printing");
      return;
    }
    device.printed(Document.of(start, image));
    device.reached(Step.DOCUMENT_PRINTED);
    answer(stored(begun.printed()));
  }

  private void fail(PrintStart start, String reason) {
    arriving = null;
    answer(stored(LastPrint.begun(start.printId()).failed(reason)));
  }

  private LastPrint stored(LastPrint print) {
    store.update(state -> state.printing(print));
    return print;
  }

  private void answer(LastPrint print) {
    String status = print.status();
    if (status != null) {
      device.send(new ClientFrame.PrintResult(print.printId(), status, print.reason()));
    }
  }

  private static boolean isAsAnnounced(PrintStart start, byte[] image) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(image);
      if (image.length != start.bytes()
          || !HexFormat.of().formatHex(digest).equals(start.sha256())) {
        return false;
      }
      var dots = ImageIO.read(new ByteArrayInputStream(image));
      return dots != null && dots.getWidth() == start.width() && dots.getHeight() == start.height();
    } catch (IOException e) {
      return false;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
