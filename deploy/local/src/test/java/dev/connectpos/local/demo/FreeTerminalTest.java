package dev.connectpos.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.emulator.TerminalEvent;
import dev.connectpos.emulator.screen.Screen;
import dev.connectpos.local.home.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FreeTerminalTest {
  private static final Instant AT = Instant.EPOCH;

  private final TerminalWatch watch = new TerminalWatch();
  private final List<String> closed = new ArrayList<>();
  private final Map<String, String> codes = Map.of("or_1", "DEMO-1", "or_2", "PED-2");
  private final FreeTerminal free =
      new FreeTerminal(
          watch, Path.of("/home/demo.env"), Duration.ofMillis(300), new OrdersOfThisTest());

  private final class OrdersOfThisTest implements FreeTerminal.Orders {
    @Override
    public String codeOf(String orderId) {
      return codes.getOrDefault(orderId, "");
    }

    @Override
    public void close(String orderId) {
      closed.add(orderId);
      receives("order.withdraw", "{\"order_id\":\"" + orderId + "\"}");
      shows(Screen.Kind.IDLE);
      receives("order.show", "{\"order\":{\"order_id\":\"or_mine\"}}");
    }
  }

  private void shows(Screen.Kind kind) {
    watch.observe(new TerminalEvent.ScreenShown(AT, new Screen(kind, List.of(kind.name()))));
  }

  private void receives(String type, String text) {
    watch.observe(new TerminalEvent.FrameReceived(AT, type, text));
  }

  private void isWelcomedWith(String orderId) {
    receives("welcome", "{\"order\":{\"order_id\":\"" + orderId + "\"}}");
    shows(Screen.Kind.ORDER);
  }

  @Test
  void anIdleTerminalIsFree() {
    shows(Screen.Kind.OFFLINE);
    shows(Screen.Kind.IDLE);
    free.awaitIdle();
    assertThat(closed).isEmpty();
  }

  @Test
  void anOrderThatADemoLeftIsClosed() {
    isWelcomedWith("or_1");
    free.awaitIdle();
    assertThat(closed).containsExactly("or_1");
  }

  @Test
  void anOrderThatComesBeforeOursIsClosedAsWell() {
    shows(Screen.Kind.IDLE);
    receives("order.show", "{\"order\":{\"order_id\":\"or_1\"}}");
    free.awaitIdle();
    free.awaitOrder("or_mine");
    assertThat(closed).containsExactly("or_1");
  }

  @Test
  void anOrderOfSomebodyElseIsNamedAtOnceWithWhatClosesIt() {
    isWelcomedWith("or_2");
    assertThatThrownBy(free::awaitIdle)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("shows order or_2 (PED-2)")
        .hasMessageContaining(". /home/demo.env")
        .hasMessageContaining("\"$PDV_URL/core/v5/orders/or_2/closed\"");
    assertThat(closed).isEmpty();
  }

  @Test
  void aTerminalWithoutASessionIsNotToldToCloseAnOrder() {
    shows(Screen.Kind.OFFLINE);
    watch.observe(new TerminalEvent.Disconnected(AT, "server unreachable", Duration.ZERO));
    assertThatThrownBy(free::awaitIdle)
        .isInstanceOf(Failure.class)
        .hasMessageEndingWith(
            ": connected, and free; its screen says [OFFLINE] (server unreachable)");
  }
}
