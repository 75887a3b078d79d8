package dev.connectpos.emulator;

import dev.connectpos.emulator.screen.Printout;
import dev.connectpos.emulator.screen.Screen;
import dev.connectpos.emulator.screen.Slip;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what happened at a terminal. */
final class Recorder implements TerminalObserver {

  private final List<TerminalEvent> events = new CopyOnWriteArrayList<>();

  @Override
  public void observe(TerminalEvent event) {
    events.add(event);
  }

  List<TerminalEvent> events() {
    return events;
  }

  List<Screen.Kind> screens() {
    return events.stream()
        .filter(TerminalEvent.ScreenShown.class::isInstance)
        .map(event -> ((TerminalEvent.ScreenShown) event).screen().kind())
        .toList();
  }

  List<Slip> slips() {
    return events.stream()
        .filter(TerminalEvent.SlipPrinted.class::isInstance)
        .map(event -> ((TerminalEvent.SlipPrinted) event).slip())
        .toList();
  }

  List<Printout> printouts() {
    return events.stream()
        .filter(TerminalEvent.Printed.class::isInstance)
        .map(event -> ((TerminalEvent.Printed) event).printout())
        .toList();
  }
}
