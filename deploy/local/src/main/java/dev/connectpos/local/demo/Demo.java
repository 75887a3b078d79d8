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

  private Demo(EnvFile env, FileTerminalStore store, PrintWriter out) {
    URI server = URI.create(env.require("PDV_URL"));
    this.out = out;
    this.store = store;
    this.pdv = new Pdv(server, env.require("SECRET_KEY"), env.require("TERMINAL_SERIAL"));
    this.webhooks = new Webhooks(URI.create(env.require("INBOX_URL")));
    this.settings = TerminalSettings.of(server).withMerchantName("LOJA DEMONSTRAÇÃO");
  }

  /**
   * Runs both sales.
   *
   * @throws Failure if anything was not as it should be
   */
  public static void run(Home home, PrintWriter out) {
    var env = new EnvFile(home.demoEnv());
    try (var store = FileTerminalStore.open(home.terminal(env.require("TERMINAL_SERIAL")))) {
      new Demo(env, store, out).sell();
    } catch (StateNotStoredException e) {
      throw new Failure("the demo needs the demo terminal for itself: " + e.getMessage(), e);
    }
  }

  private void sell() {
    try (var emulator = new Emulator(Clock.systemUTC());
        Terminal terminal =
            emulator.start(settings, store, ShopperScript.manual(TestCards.APPROVED), watch)) {
      try {
        awaitIdle();
        approved(terminal);
        terminal.shopper(ShopperScript.manual(TestCards.DECLINED));
        declined(terminal);
      } finally {
        pdv.cleanUp();
      }
    }
    out.println("All as it should be.");
    out.flush();
  }

  private void awaitIdle() {
    watch.await(
        "connected, with no order on it (close the order it shows first)",
        0,
        LIMIT,
        TerminalWatch.screen(Screen.Kind.IDLE));
  }

  private void approved(Terminal terminal) {
    title("1. An approved sale of R$ 19,90");
    long inbox = webhooks.mark();
    int mark = watch.mark();
    String orderId = place(APPROVED_MINOR, "Prato do dia", mark);

    Instant presented = Clock.systemUTC().instant();
    terminal.presentCard();
    var approval = result(mark, "approved");
    hop("card → authorized", text(approval, "approved"), presented, approval.at());
    var confirm = watch.await("confirmed", mark, LIMIT, TerminalWatch.sent("payment.confirm"));
    var captured = result(mark, "captured");
    hop("confirm → captured", "the money is taken", confirm.at(), captured.at());
    var slip =
        watch.await("slip printed", mark, LIMIT, TerminalEvent.SlipPrinted.class::isInstance);

    var paid = webhooks.await("charge.paid", orderId, inbox, LIMIT);
    check(paid.signature().equals("valid"), "the signature of charge.paid: " + paid.signature());
    hop("captured → webhook", "charge.paid, signature valid", captured.at(), paid.at());

    Instant closing = Clock.systemUTC().instant();
    JsonNode closed = pdv.close(orderId, "paid");
    hop("PDV → closed", "PATCH …/closed, status paid", closing, Clock.systemUTC().instant());
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
    hop("card → declined", text(declined, "declined"), presented, declined.at());
    var failed = webhooks.await("order.payment_failed", orderId, inbox, LIMIT);
    check(failed.signature().equals("valid"), "the signature: " + failed.signature());
    hop("declined → webhook", "order.payment_failed, signature valid", declined.at(), failed.at());

    JsonNode order = pdv.read(orderId);
    check(
        order.path("status").asText().equals("pending"),
        "a declined order stays open for another card: " + order);
    Instant closing = Clock.systemUTC().instant();
    JsonNode closed = pdv.close(orderId, "canceled");
    hop("PDV → closed", "PATCH …/closed, status canceled", closing, Clock.systemUTC().instant());
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
    hop("PDV → order", "POST /core/v5/orders, " + orderId, asked, answered);
    check(order.path("status").asText().equals("pending"), "the new order: " + order);
    watch.await(
        "order " + orderId + " received",
        mark,
        LIMIT,
        TerminalWatch.received("order.show", orderId));
    var shown = watch.await("order shown", mark, LIMIT, TerminalWatch.screen(Screen.Kind.ORDER));
    hop("order → terminal", "shown on the screen", answered, shown.at());
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

  /** A hop that ends before its beginning was seen took no time worth telling. */
  private void hop(String name, String what, Instant from, Instant to) {
    double ms = Math.max(0, Duration.between(from, to).toNanos() / 1e6);
    out.printf(Locale.ROOT, "  %-20s %8.1f ms   %s%n", name, ms, what);
    out.flush();
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
