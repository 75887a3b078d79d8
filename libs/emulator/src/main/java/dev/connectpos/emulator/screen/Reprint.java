package dev.connectpos.emulator.screen;

/**
 * A slip that is printed again, and says so.
 *
 * @param slip as it was
 */
public record Reprint(Slip slip) implements Printout {

  @Override
  public String text() {
    return slip.text("REIMPRESSÃO");
  }
}
