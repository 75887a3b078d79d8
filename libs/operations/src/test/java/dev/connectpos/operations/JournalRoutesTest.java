package dev.connectpos.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.outbox.Journal;
import dev.connectpos.outbox.OutboxMessage;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JournalRoutesTest {
  private static final Journal.Entry SAID =
      new Journal.Entry(
          UUID.fromString("00000000-0000-0000-0000-000000000001"),
          "payment.captured",
          "payment.events.v1",
          "payment",
          "pay_1",
          3,
          "corr",
          UUID.fromString("00000000-0000-0000-0000-000000000002"),
          Instant.EPOCH,
          Instant.EPOCH.plusSeconds(1));

  private final Routes routes = new Routes();

  @Test
  void showsTheServicesMessagesUnderItsName() {
    assertThat(routes.find(List.of("corr"), List.of("pay_1")).data())
        .containsExactly(
            new JournalRoutes.Row(
                "some-service",
                SAID.eventId(),
                "payment.captured",
                "payment.events.v1",
                "payment",
                "pay_1",
                3,
                "corr",
                SAID.causationId(),
                SAID.occurredAt(),
                SAID.insertedAt()));
  }

  @Test
  void refusesAQuestionAboutNothingOrAboutTooMuch() {
    assertThatThrownBy(() -> routes.find(List.of(), List.of()))
        .hasMessage("correlation_id: 1 to 50 values of correlation_id and subject in all");
    List<String> some = Collections.nCopies(JournalRoutes.MOST_IDS, "x");
    assertThat(routes.find(some, List.of()).data()).hasSize(1);
    assertThatThrownBy(() -> routes.find(some, List.of("one more")))
        .hasMessageStartingWith("correlation_id");
  }

  private static final class Routes extends JournalRoutes {
    Routes() {
      super(new Kept(), "some-service");
    }

    @Override
    protected RuntimeException invalid(String parameter, String rule) {
      return new IllegalArgumentException(parameter + ": " + rule);
    }
  }

  private record Kept() implements Journal {
    @Override
    public List<Entry> find(
        Collection<String> correlationIds, Collection<String> aggregateIds, int limit) {
      assertThat(limit).isEqualTo(500);
      return List.of(SAID);
    }

    @Override
    public List<OutboxMessage> messages(String aggregateType, String aggregateId, int limit) {
      throw new UnsupportedOperationException("payloads are shown to nobody");
    }
  }
}
