package dev.connectpos.emulator.screen;

/** Something on paper, other than the slip of a sale that was just done. */
public sealed interface Printout permits CancellationSlip, OrderReceipt, ReportSlip, Reprint {

  /** As printed, lines of 38 characters. */
  String text();
}
