package dev.connectpos.emulator;

import dev.connectpos.emulator.screen.Screen;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Shows a terminal to whoever sits at the command line. */
final class Console implements TerminalObserver {

  private final PrintWriter out;
  private final boolean automatic;
  private final boolean frames;

  Console(PrintWriter out, boolean automatic, boolean frames) {
    this.out = out;
    this.automatic = automatic;
    this.frames = frames;
  }

  @Override
  public void observe(TerminalEvent event) {
    switch (event) {
      case TerminalEvent.ScreenShown(_, var screen) -> show(screen);
      case TerminalEvent.SlipPrinted(_, var slip) -> line(slip.text());
      case TerminalEvent.DocumentPrinted(_, var document) -> line("printed: " + document);
      case TerminalEvent.Printed(_, var printout) -> line(printout.text());
      case TerminalEvent.Connected(_, var id, var epoch) ->
          line("connected: " + id + ", session " + epoch);
      case TerminalEvent.Disconnected(_, var reason, var retryIn) ->
          line("no session (" + reason + "), next try in " + seconds(retryIn));
      case TerminalEvent.FrameSent(_, _, var text) -> frame("→ ", text);
      case TerminalEvent.FrameReceived(_, _, var text) -> frame("← ", text);
      case TerminalEvent.Stopped _ -> {
        // The command itself says how it ended.
      }
    }
  }

  void pairing(PairingStep step) {
    switch (step) {
      case PairingStep.ShowCode(var code) -> line(Screen.pairing(code).framed());
      case PairingStep.ServerUnreachable(var reason) ->
          line("no pairing (" + reason + "), trying again");
      case PairingStep.Paired(var id) -> line("paired: " + id);
    }
  }

  private void show(Screen screen) {
    line(screen.framed());
    if (automatic) {
      return;
    }
    switch (screen.kind()) {
      case PRESENT_CARD -> line("pressione ENTER para apresentar o cartão; back devolve o pedido");
      case DECLINED, REVERSED -> line("pressione ENTER para tentar de novo");
      case IDLE ->
          line(
              "sell CENTAVOS [debit | voucher | credit N] cobra um valor avulso; help mostra o"
                  + " resto");
      case LIST -> line("pick CÓDIGO escolhe um pedido, list TEXTO procura");
      case SALES -> line("cancel NSU cancela, reprint NSU reimprime, more mostra as anteriores");
      case CANCEL,
          CANCELED,
          REPORT,
          PAIRING,
          OFFLINE,
          ORDER,
          PIN,
          AUTHORIZING,
          VERIFYING,
          APPROVED,
          REFUSED,
          STOPPED -> {
        // Nothing to do for the shopper.
      }
    }
  }

  private void frame(String direction, String text) {
    if (frames) {
      line(direction + text);
    }
  }

  private void line(String text) {
    synchronized (out) {
      out.println(text);
      out.flush();
    }
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%d.%03d s", duration.toSeconds(), duration.toMillisPart());
  }
}
