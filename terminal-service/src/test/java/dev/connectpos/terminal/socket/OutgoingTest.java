package dev.connectpos.terminal.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutgoingTest {
  private final List<String> sent = new ArrayList<>();
  private final List<Integer> closes = new ArrayList<>();
  private final ArrayDeque<UniEmitter<? super Void>> unread = new ArrayDeque<>();
  private final Outgoing outgoing = new Outgoing(socket(), 2);

  @Test
  void framesGoOneByOneAndInOrder() {
    assertThat(outgoing.offer("a")).isTrue();
    assertThat(outgoing.offer("b")).isTrue();
    assertThat(sent).containsExactly("a");
    read();
    assertThat(sent).containsExactly("a", "b");
  }

  @Test
  void terminalThatDoesNotReadMayHaveOnlySoManyWaiting() {
    outgoing.offer("on its way");
    assertThat(outgoing.offer("1")).isTrue();
    assertThat(outgoing.offer("2")).isTrue();
    assertThat(outgoing.offer("3")).isFalse();
    outgoing.closeNow(CloseCode.NOT_READING.reason());
    assertThat(closes).containsExactly(4005);
    read();
    assertThat(sent).containsExactly("on its way");
    assertThat(closes).hasSize(1);
  }

  @Test
  void whatWaitsIsSentBeforeTheClose() {
    outgoing.offer("a");
    outgoing.offer("why");
    outgoing.closeAfterwards(CloseCode.TOO_LARGE.reason());
    outgoing.closeAfterwards(CloseCode.FENCED.reason());
    assertThat(outgoing.offer("too late")).isTrue();
    assertThat(closes).isEmpty();
    read();
    read();
    assertThat(sent).containsExactly("a", "why");
    assertThat(closes).containsExactly(1009);
  }

  private void read() {
    unread.remove().complete(null);
  }

  /** A socket that takes a frame and says so only when {@link #read} is called. */
  private WebSocketConnection socket() {
    return (WebSocketConnection)
        Proxy.newProxyInstance(
            WebSocketConnection.class.getClassLoader(),
            new Class<?>[] {WebSocketConnection.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "sendText" -> {
                    sent.add((String) arguments[0]);
                    yield Uni.createFrom().<Void>emitter(unread::add);
                  }
                  case "close" -> {
                    closes.add(((CloseReason) arguments[0]).getCode());
                    yield Uni.createFrom().voidItem();
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
