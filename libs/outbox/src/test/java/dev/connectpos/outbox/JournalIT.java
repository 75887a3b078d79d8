package dev.connectpos.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.outbox.Journal.Entry;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The outbox, read as a journal. */
class JournalIT {
  private final Stage stage = new Stage();
  private final Journal journal = new JdbcJournal(stage.dataSource());

  @AfterEach
  void close() throws SQLException {
    stage.close();
  }

  @Test
  void findsWhatBelongsToACorrelationOrIsAboutAnAggregateOldestFirst() throws SQLException {
    stage.append(stage.message("a", 1), stage.message("b", 1), stage.message("c", 1));
    stage.append(stage.message("a", 2));

    assertThat(journal.find(List.of("correlation of b"), List.of("a"), 10))
        .extracting(e -> e.aggregateId() + " " + e.aggregateVersion())
        .containsExactly("a 1", "b 1", "a 2");
    assertThat(journal.find(List.of(), List.of("a"), 1))
        .extracting(Entry::aggregateVersion)
        .containsExactly(1L);
    assertThat(journal.find(List.of("nothing"), List.of("no one"), 10)).isEmpty();
    assertThat(journal.find(List.of(), List.of("c"), 10))
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.eventId()).isEqualTo(Messages.eventId("c", 1));
              assertThat(e.type()).isEqualTo("payment.captured");
              assertThat(e.topic()).isEqualTo(stage.topic());
              assertThat(e.aggregateType()).isEqualTo("payment");
              assertThat(e.correlationId()).isEqualTo("correlation of c");
              assertThat(e.causationId()).isNull();
              assertThat(e.occurredAt()).isEqualTo(Messages.OCCURRED_AT);
              assertThat(e.insertedAt()).isAfter(Messages.OCCURRED_AT.minusSeconds(86_400));
            });
  }

  @Test
  void tellsTheMessagesOfAnAggregateOnceEachInTheirOrder() throws SQLException {
    stage.append(stage.message("a", 2), stage.message("a", 1), stage.message("b", 1));
    stage.append(stage.message("a", 2));

    var said = journal.messages("payment", "a", 10);
    assertThat(said).extracting(OutboxMessage::aggregateVersion).containsExactly(1L, 2L);
    assertThat(said.getFirst()).usingRecursiveComparison().isEqualTo(stage.message("a", 1));
    assertThat(journal.messages("payment", "a", 1)).hasSize(1);
    assertThat(journal.messages("order", "a", 10)).isEmpty();
  }

  @Test
  void everyDaysPartitionHasTheIndexesToo() throws SQLException {
    stage.sql("SELECT outbox_add_day(DATE '2031-01-01')");
    assertThat(
            stage.sql(
                "SELECT count(*) FROM pg_index WHERE indrelid = 'outbox_20310101'::regclass"
                    + " AND NOT indisprimary"))
        .isEqualTo("2");
  }
}
