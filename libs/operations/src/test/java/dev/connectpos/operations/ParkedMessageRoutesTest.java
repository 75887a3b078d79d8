package dev.connectpos.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.outbox.ParkedMessages;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParkedMessageRoutesTest {
  private static final long UNREADY = 13;

  private final Routes routes = new Routes();

  @Test
  void repliesHowManyWaitNoMore() {
    assertThat(routes.list(7).data()).isEmpty();
    assertThat(routes.replay(3).replayed()).isEqualTo(3);
    assertThat(routes.replay("topic", "key").replayed()).isEqualTo(8);
  }

  @Test
  void saysInTheServicesWordsThatAHandlerIsNotKnown() {
    assertThatThrownBy(() -> routes.replay(UNREADY)).hasMessage("the service's own");
  }

  private static final class Routes extends ParkedMessageRoutes {
    Routes() {
      super(new Parked());
    }

    @Override
    protected RuntimeException handlerNotKnown() {
      return new UnsupportedOperationException("the service's own");
    }
  }

  private record Parked() implements ParkedMessages {
    @Override
    public List<Waiting> list(long afterId, int limit) {
      assertThat(afterId + " " + limit).isEqualTo("7 100");
      return List.of();
    }

    @Override
    public int replay(String topic, String key) {
      return topic.length() + key.length();
    }

    @Override
    public int replay(long id) {
      if (id == UNREADY) {
        throw new IllegalStateException("no message of the topic came yet");
      }
      return (int) id;
    }

    @Override
    public long count() {
      return 0;
    }
  }
}
