package dev.connectpos.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.emulator.state.MemoryTerminalStore;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A thousand terminals in one process. */
final class FleetTest {

  private static final int TERMINALS = 1_000;

  private final AtomicInteger confirmed = new AtomicInteger();
  private final Set<String> attempts = ConcurrentHashMap.newKeySet();

  @Test
  void sellsOnAThousandTerminalsWithoutAThreadForEach() {
    try (var fixture = new TerminalFixture()) {
      fixture.server.onSocket(this::approveAll);
      var captured = new AtomicInteger();
      int before = Thread.activeCount();
      IntStream.range(0, TERMINALS)
          .forEach(
              _ ->
                  fixture.emulator.start(
                      fixture.settings(),
                      new MemoryTerminalStore(TerminalFixture.paired()),
                      ShopperScript.automatic(TestCards.APPROVED),
                      event -> {
                        if (event instanceof TerminalEvent.SlipPrinted) {
                          captured.incrementAndGet();
                        }
                      }));
      await().atMost(Duration.ofMinutes(2)).until(() -> captured.get() == 2 * TERMINALS);
      assertThat(confirmed).hasValue(TERMINALS);
      assertThat(attempts).hasSize(TERMINALS);
      assertThat(Thread.activeCount() - before).isLessThan(50);
    }
  }

  private void approveAll(ServerWebSocket socket) {
    socket.textMessageHandler(
        text -> {
          ObjectNode frame = ScriptedServer.parse(text);
          switch (frame.path("type").asText()) {
            case "hello" -> say(socket, TerminalFixture.welcomeWith(TerminalFixture.ORDER));
            case "payment.start" -> {
              attempts.add(frame.path("attempt_id").asText());
              say(socket, TerminalFixture.result(frame, "approved"));
            }
            case "payment.confirm" -> {
              confirmed.incrementAndGet();
              say(socket, TerminalFixture.result(frame, "captured"));
            }
            default -> {
              // order.shown wants no answer.
            }
          }
        });
  }

  private static void say(ServerWebSocket socket, String json) {
    socket.writeTextMessage(json.replace('\'', '"'));
  }
}
