package dev.connectpos.local.demo;

import dev.connectpos.emulator.TerminalEvent;
import dev.connectpos.emulator.screen.Screen;
import dev.connectpos.local.home.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Waits until nothing keeps an order from the demo terminal. It shows one at a time, so an open one
 * keeps every other away: one that a broken demo has left is closed, any other is named.
 */
final class FreeTerminal {
  private static final Predicate<TerminalEvent> IDLE = TerminalWatch.screen(Screen.Kind.IDLE);
  private static final Predicate<TerminalEvent> ORDER =
      TerminalWatch.received("order.show", "")
          .or(TerminalWatch.received("welcome", "\"order_id\""));

  private final TerminalWatch watch;
  private final Path env;
  private final Duration limit;
  private final Orders orders;

  /** Up to where we have looked: the next open order may come between two calls. */
  private int seen;

  /** What is asked of the PDV's side. */
  interface Orders {
    /** The PDV's own reference of an order. */
    String codeOf(String orderId);

    /** Closes an order that a demo has left. */
    void close(String orderId);
  }

  /**
   * @param env the file a shell sources before it closes an order
   */
  FreeTerminal(TerminalWatch watch, Path env, Duration limit, Orders orders) {
    this.watch = watch;
    this.env = env;
    this.limit = limit;
    this.orders = orders;
  }

  /** Returns when the terminal has nothing to show. */
  void awaitIdle() {
    await("connected, and free", IDLE);
  }

  /** Returns when the terminal has been given an order. */
  void awaitOrder(String orderId) {
    await("order " + orderId + " received", TerminalWatch.received("order.show", orderId));
  }

  /**
   * @throws Failure if it does not get there in time, or an order is in the way that is not the
   *     demo's
   */
  private void await(String what, Predicate<TerminalEvent> there) {
    TerminalEvent next = next(what, there.or(ORDER));
    while (!there.test(next) && next instanceof TerminalEvent.FrameReceived frame) {
      String orderId = Json.at(frame.text(), "/order/order_id");
      String code = orders.codeOf(orderId);
      if (!code.startsWith(Pdv.CODE_PREFIX)) {
        throw new Failure(advice(orderId, code));
      }
      orders.close(orderId);
      next = next(what, there.or(ORDER));
    }
  }

  private TerminalEvent next(String what, Predicate<TerminalEvent> kind) {
    TerminalEvent next = watch.await(what, seen, limit, kind);
    seen = watch.after(next);
    return next;
  }

  private String advice(String orderId, String code) {
    return """
    the demo terminal shows order %s (%s), and shows one at a time; close it:
      . %s
      curl -sS -u "$SECRET_KEY:" -X PATCH -H 'Content-Type: application/json' \
    "$PDV_URL/core/v5/orders/%s/closed" -d '{"status":"canceled"}'\
    """
        .formatted(orderId, code, env, orderId);
  }
}
