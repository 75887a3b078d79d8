package dev.connectpos.emulator;

import dev.connectpos.emulator.fault.Direction;
import dev.connectpos.emulator.fault.Effect;
import dev.connectpos.emulator.fault.FaultyLine;
import dev.connectpos.emulator.fault.LineRule;
import dev.connectpos.emulator.fault.Occasion;
import dev.connectpos.emulator.screen.Screen;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A terminal that always does the same with a direct order, so that a PDV's developer gets the case
 * that is wanted by addressing its serial number.
 */
public enum MagicTerminal {
  /** Pays at once. */
  OK("MAGIC-OK"),
  /** Pays, each of its frames eight seconds late. */
  SLOW("MAGIC-SLOW"),
  /** Presses the red key. */
  REJECTS("MAGIC-REJECTS"),
  /** Goes offline once it has sent the payment, and asks twenty seconds later. */
  LATE("MAGIC-LATE"),
  /** Never confirms the approval: the payment is undone. */
  NO_CONFIRM("MAGIC-NO-CONFIRM"),
  /** Is never switched on. */
  OFFLINE("MAGIC-OFFLINE");

  private static final Duration SLOW_BY = Duration.ofSeconds(8);
  private static final Duration LATE_BY = Duration.ofSeconds(20);
  private static final Duration NEVER = Duration.ofDays(365);

  private final String serial;

  MagicTerminal(String serial) {
    this.serial = serial;
  }

  /** Its serial number. */
  public String serial() {
    return serial;
  }

  /** Whether a serial number is one of these. */
  public static boolean isMagic(String serial) {
    return Arrays.stream(values()).anyMatch(magic -> magic.serial.equals(serial));
  }

  /** Whether it is ever switched on. */
  public boolean isSwitchedOn() {
    return this != OFFLINE;
  }

  /** How it behaves towards the server. */
  TerminalSettings settings(TerminalSettings usual) {
    // What was undone is not paid again by itself: the order is to be seen unpaid.
    return usual.withShowAgainAfter(NEVER);
  }

  /** Does what it is known for from now on. */
  void train(Terminal terminal) {
    switch (this) {
      case SLOW -> terminal.line(new FaultyLine(0, slow()));
      case NO_CONFIRM -> terminal.arm(Fault.SKIP_CONFIRM);
      case OK, REJECTS, LATE, OFFLINE -> {
        // Nothing to set.
      }
    }
  }

  /** What it does about something that happened to it. */
  void react(Terminal terminal, TerminalEvent event) {
    switch (this) {
      case REJECTS -> {
        if (event instanceof TerminalEvent.ScreenShown(_, Screen screen)
            && screen.kind() == Screen.Kind.PRESENT_CARD) {
          terminal.putAway();
        }
      }
      case LATE -> {
        if (event instanceof TerminalEvent.FrameSent(_, String type, _)
            && type.equals("payment.start")) {
          terminal.offline(LATE_BY);
        }
      }
      case OK, SLOW, NO_CONFIRM, OFFLINE -> {
        // Does nothing of itself.
      }
    }
  }

  /** Who stands before it. */
  ShopperScript shopper() {
    return this == REJECTS
        ? ShopperScript.manual(TestCards.APPROVED)
        : ShopperScript.automatic(TestCards.APPROVED);
  }

  /** What shows that it is there, pongs and greetings, is not late: it is slow, not broken. */
  private static List<LineRule> slow() {
    return Stream.of(
            "order.shown", "payment.start", "payment.confirm", "payment.query", "print.result")
        .map(
            type ->
                new LineRule(Direction.OUT, type, new Effect.Delay(SLOW_BY), new Occasion.Always()))
        .toList();
  }
}
