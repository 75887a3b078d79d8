package dev.connectpos.local.demo;

import dev.connectpos.emulator.TerminalEvent;
import dev.connectpos.emulator.TerminalObserver;
import dev.connectpos.emulator.screen.Screen;
import dev.connectpos.local.home.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Remembers what happens at the terminal, and waits for it. */
final class TerminalWatch implements TerminalObserver {
  private final List<TerminalEvent> events = new ArrayList<>();

  @Override
  public synchronized void observe(TerminalEvent event) {
    events.add(event);
    notifyAll();
  }

  /** How much has happened so far, to wait for what comes after. */
  synchronized int mark() {
    return events.size();
  }

  /** The mark just after an event. */
  synchronized int after(TerminalEvent event) {
    return events.indexOf(event) + 1;
  }

  /**
   * The first event of a kind after a mark; waits for it.
   *
   * @param what for the message when it does not come
   * @throws Failure if it does not come in time
   */
  synchronized TerminalEvent await(
      String what, int mark, Duration limit, Predicate<TerminalEvent> kind) {
    long deadline = System.nanoTime() + limit.toNanos();
    int next = mark;
    while (true) {
      for (; next < events.size(); next++) {
        if (kind.test(events.get(next))) {
          return events.get(next);
        }
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new Failure(
            "the terminal did not get this far within %d s: %s; its screen says %s%s"
                .formatted(limit.toSeconds(), what, lastScreen(), whyOffline()));
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Failure("interrupted", e);
      }
    }
  }

  /** Why there is no session, if there is none. */
  private String whyOffline() {
    return switch (last(this::isAboutTheSession)) {
      case TerminalEvent.Disconnected(_, String reason, _) -> " (" + reason + ")";
      case null, default -> "";
    };
  }

  private boolean isAboutTheSession(TerminalEvent event) {
    return event instanceof TerminalEvent.Disconnected || event instanceof TerminalEvent.Connected;
  }

  private @Nullable TerminalEvent last(Predicate<TerminalEvent> kind) {
    return events.reversed().stream().filter(kind).findFirst().orElse(null);
  }

  private String lastScreen() {
    return events.reversed().stream()
        .filter(TerminalEvent.ScreenShown.class::isInstance)
        .map(event -> ((TerminalEvent.ScreenShown) event).screen().lines().toString())
        .findFirst()
        .orElse("nothing");
  }

  /** The display showing a kind of screen. */
  static Predicate<TerminalEvent> screen(Screen.Kind kind) {
    return event ->
        event instanceof TerminalEvent.ScreenShown(_, Screen screen) && screen.kind() == kind;
  }

  /** A frame from the server of a type, with a text in it. */
  static Predicate<TerminalEvent> received(String type, String containing) {
    return event ->
        event instanceof TerminalEvent.FrameReceived(_, String frameType, String text)
            && frameType.equals(type)
            && text.contains(containing);
  }

  /** A frame to the server of a type. */
  static Predicate<TerminalEvent> sent(String type) {
    return event ->
        event instanceof TerminalEvent.FrameSent(_, String frameType, _) && frameType.equals(type);
  }
}
