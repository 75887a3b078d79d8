package dev.connectpos.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.emulator.Emulator;
import dev.connectpos.emulator.ShopperScript;
import dev.connectpos.emulator.Terminal;
import dev.connectpos.emulator.TerminalEvent;
import dev.connectpos.emulator.TerminalSettings;
import dev.connectpos.emulator.TestCards;
import dev.connectpos.emulator.screen.Screen;
import dev.connectpos.emulator.screen.Slip;
import dev.connectpos.emulator.state.FileTerminalStore;
import dev.connectpos.emulator.state.StateNotStoredException;
import dev.connectpos.local.home.EnvFile;
import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * An approved and a declined sale against the running system, by the real HTTP interface and the
 * real terminal protocol. Everything that is told is checked; the first thing that is not as it
 * should be ends the demo with a {@link Failure}.
 */
public final class Demo {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long APPROVED_MINOR = 19_90;
  private static final long DECLINED_MINOR = 45_00;

  private final PrintWriter out;
  private final Pdv pdv;
  private final Webhooks webhooks;
  private final TerminalWatch watch = new TerminalWatch();
  private final FileTerminalStore store;
  private final TerminalSettings settings;
  private final FreeTerminal free;

  private Demo(Home home, EnvFile env, FileTerminalStore store, PrintWriter out) {
    URI server = URI.create(env.require("PDV_URL"));
    this.out = out;
    this.store = store;
    this.pdv = new Pdv(server, env.require("SECRET_KEY"), env.require("TERMINAL_SERIAL"));
    this.webhooks = new Webhooks(URI.create(env.require("INBOX_URL")));
    this.settings = TerminalSettings.of(server).withMerchantName("LOJA DEMONSTRAÇÃO");
    this.free = new FreeTerminal(watch, home.demoEnv(), LIMIT, new LeftOvers());
  }

  /**
   * Runs both sales.
   *
   * @throws Failure if anything was not as it should be
   */
  public static void run(Home home, PrintWriter out) {
    var env = new EnvFile(home.demoEnv());
    var suspects = new Suspects(home);
    try (var store = FileTerminalStore.open(home.terminal(env.require("TERMINAL_SERIAL")))) {
      new Demo(home, env, store, out).sell();
    } catch (StateNotStoredException e) {
      throw new Failure(
          "the demo needs the demo terminal for itself; stop ./connect terminal first ("
              + e.getMessage()
              + ")",
          e);
    } catch (Failure e) {
      throw new Failure(e.getMessage() + suspects.told(), e);
    }
  }

  private void sell() {
    try (var emulator = new Emulator(Clock.systemUTC());
        Terminal terminal =
            emulator.start(settings, store, ShopperScript.manual(TestCards.APPROVED), watch)) {
      free.awaitIdle();
      approved(terminal);
      terminal.shopper(ShopperScript.manual(TestCards.DECLINED));
      declined(terminal);
    } catch (Failure e) {
      cleanUpAfter(e);
      throw e;
    }
    out.println("All as it should be.");
    out.flush();
  }

  /** Orders that are in the way. */
  private final class LeftOvers implements FreeTerminal.Orders {
    @Override
    public String codeOf(String orderId) {
      return pdv.read(orderId).path("code").asText();
    }

    @Override
    public void close(String orderId) {
      pdv.close(orderId, "canceled");
      out.println("Closed order " + orderId + ", which an earlier demo had left open.");
      out.flush();
    }
  }

  /**
   * The first failure is the one to tell; where there is nobody to close orders, none is closed.
   */
  private void cleanUpAfter(Failure first) {
    try {
      pdv.cleanUp();
    } catch (Failure e) {
      first.addSuppressed(e);
    }
  }

  private void approved(Terminal terminal) {
    title("1. An approved sale of R$ 19,90");
    long inbox = webhooks.mark();
    int mark = watch.mark();
    String orderId = place(APPROVED_MINOR, "Prato do dia", mark);

    Instant presented = Clock.systemUTC().instant();
    terminal.presentCard();
    var approval = result(mark, "approved");
    hop(
        "card → authorized",
        text(approval, "approved"),
        new Since("the card", presented),
        approval.at());
    var confirm = watch.await("confirmed", mark, LIMIT, TerminalWatch.sent("payment.confirm"));
    var captured = result(mark, "captured");
    hop(
        "confirm → captured",
        "the money is taken",
        new Since("the confirmation", confirm.at()),
        captured.at());
    var slip =
        watch.await("slip printed", mark, LIMIT, TerminalEvent.SlipPrinted.class::isInstance);

    var paid = webhooks.await("charge.paid", orderId, inbox, LIMIT);
    check(paid.signature().equals("valid"), "the signature of charge.paid: " + paid.signature());
    hop(
        "captured → webhook",
        "charge.paid, signature valid",
        new Since("the screen", captured.at()),
        paid.at());

    Instant closing = Clock.systemUTC().instant();
    JsonNode closed = pdv.close(orderId, "paid");
    hop(
        "PDV → closed",
        "PATCH …/closed, status paid",
        new Since("the PDV", closing),
        Clock.systemUTC().instant());
    check(closed.path("status").asText().equals("paid"), "the closed order: " + closed);
    JsonNode order = pdv.read(orderId);
    check(order.path("status").asText().equals("paid"), "the order read again: " + order);
    check(order.path("charges").size() == 1, "not one charge: " + order);
    check(
        order.path("charges").path(0).path("status").asText().equals("paid"),
        "the charge: " + order);

    if (slip instanceof TerminalEvent.SlipPrinted(_, Slip printed)) {
      show("The slip", printed.text());
    }
    show("The webhook (" + paid.id() + ", signature verified)", paid.body().toPrettyString());
    show("The order", order.toPrettyString());
  }

  private void declined(Terminal terminal) {
    title("2. A declined sale of R$ 45,00");
    long inbox = webhooks.mark();
    int mark = watch.mark();
    String orderId = place(DECLINED_MINOR, "Vinho da casa", mark);

    Instant presented = Clock.systemUTC().instant();
    terminal.presentCard();
    var declined = result(mark, "declined");
    hop(
        "card → declined",
        text(declined, "declined"),
        new Since("the card", presented),
        declined.at());
    var failed = webhooks.await("order.payment_failed", orderId, inbox, LIMIT);
    check(failed.signature().equals("valid"), "the signature: " + failed.signature());
    hop(
        "declined → webhook",
        "order.payment_failed, signature valid",
        new Since("the screen", declined.at()),
        failed.at());

    JsonNode order = pdv.read(orderId);
    check(
        order.path("status").asText().equals("pending"),
        "a declined order stays open for another card: " + order);
    Instant closing = Clock.systemUTC().instant();
    JsonNode closed = pdv.close(orderId, "canceled");
    hop(
        "PDV → closed",
        "PATCH …/closed, status canceled",
        new Since("the PDV", closing),
        Clock.systemUTC().instant());
    check(closed.path("status").asText().equals("canceled"), "the closed order: " + closed);
    watch.await("order withdrawn", mark, LIMIT, TerminalWatch.received("order.withdraw", orderId));
    out.println();
  }

  /** Creates the order and waits until the terminal shows it; answers its id. */
  private String place(long amountMinor, String description, int mark) {
    Instant asked = Clock.systemUTC().instant();
    JsonNode order = pdv.order(amountMinor, description);
    Instant answered = Clock.systemUTC().instant();
    String orderId = order.path("id").asText();
    hop("PDV → order", "POST /core/v5/orders, " + orderId, new Since("the PDV", asked), answered);
    check(order.path("status").asText().equals("pending"), "the new order: " + order);
    free.awaitOrder(orderId);
    var shown = watch.await("order shown", mark, LIMIT, TerminalWatch.screen(Screen.Kind.ORDER));
    hop(
        "order → terminal",
        "shown on the screen",
        new Since("the PDV's answer", answered),
        shown.at());
    return orderId;
  }

  private TerminalEvent result(int mark, String status) {
    return watch.await(
        "payment " + status,
        mark,
        LIMIT,
        TerminalWatch.received("payment.result", "\"" + status + "\""));
  }

  /** What the acquirer said, from the frame. */
  private static String text(TerminalEvent event, String otherwise) {
    if (event instanceof TerminalEvent.FrameReceived(_, _, String frame)) {
      String message = Json.text(frame, "message");
      String code = Json.text(frame, "return_code");
      String nsu = Json.text(frame, "nsu");
      return code + " " + message + (nsu.isEmpty() ? "" : ", NSU " + nsu);
    }
    return otherwise;
  }

  private void title(String title) {
    out.println();
    out.println(title);
    out.println();
    out.flush();
  }

  private void hop(String name, String what, Since from, Instant to) {
    out.println(line(name, what, from, to));
    out.flush();
  }

  /**
   * Where a hop begins.
   *
   * @param seen what is over at that moment, for a hop that ends before
   */
  record Since(String seen, Instant at) {}

  /** A hop may end before we see it begin: its beginning travels to us on another way. */
  static String line(String name, String what, Since from, Instant to) {
    double ms = Duration.between(from.at, to).toNanos() / 1e6;
    return ms < 0
        ? "  %-20s %8s      %s (before %s)".formatted(name, "–", what, from.seen)
        : String.format(Locale.ROOT, "  %-20s %8.1f ms   %s", name, ms, what);
  }

  private void show(String title, String text) {
    out.println();
    out.println("  " + title + ":");
    out.println();
    text.lines().forEach(line -> out.println("    " + line));
    out.flush();
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new Failure("the demo expected otherwise; " + what);
    }
  }
}
