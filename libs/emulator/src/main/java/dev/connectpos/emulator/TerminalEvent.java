package dev.connectpos.emulator;

import dev.connectpos.emulator.screen.Printout;
import dev.connectpos.emulator.screen.Screen;
import dev.connectpos.emulator.screen.Slip;
import java.time.Duration;
import java.time.Instant;

/** Something that happened at a terminal. */
public sealed interface TerminalEvent {

  /** When it happened. */
  Instant at();

  /** The session is live. */
  record Connected(Instant at, String terminalId, long epoch) implements TerminalEvent {}

  /** The session is gone, or did not come about; the next try is after {@code retryIn}. */
  record Disconnected(Instant at, String reason, Duration retryIn) implements TerminalEvent {}

  /** A frame was sent. Card data is masked in the text. */
  record FrameSent(Instant at, String type, String text) implements TerminalEvent {}

  /** A frame arrived. */
  record FrameReceived(Instant at, String type, String text) implements TerminalEvent {}

  /** The display changed. */
  record ScreenShown(Instant at, Screen screen) implements TerminalEvent {}

  /** A slip came out of the printer. */
  record SlipPrinted(Instant at, Slip slip) implements TerminalEvent {}

  /** A document of the PDV came out of the printer. */
  record DocumentPrinted(Instant at, Document document) implements TerminalEvent {}

  /** Something else came out of the printer. */
  record Printed(Instant at, Printout printout) implements TerminalEvent {}

  /** The terminal stopped for good. */
  record Stopped(Instant at, Ending ending) implements TerminalEvent {}
}
