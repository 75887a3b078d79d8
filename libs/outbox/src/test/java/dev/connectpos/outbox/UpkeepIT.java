package dev.connectpos.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Days of the outbox come and go. */
class UpkeepIT {
  private static final String DAYS =
      "SELECT count(*) FROM pg_inherits WHERE inhparent = 'outbox'::regclass";

  private final Stage stage = new Stage();
  private final Upkeep upkeep =
      new Upkeep(
          stage.settings().database(),
          stage.settings().progress(),
          Duration.ofDays(7),
          Duration.ofMinutes(10));

  @AfterEach
  void close() throws SQLException {
    stage.close();
  }

  @Test
  void makesTheDaysToComeOnce() throws Exception {
    assertThat(stage.sql(DAYS)).as("by the migration: four days and the default").isEqualTo("5");
    stage.sql("DROP TABLE outbox_" + day(3));

    upkeep.run();
    upkeep.run();

    assertThat(stage.sql(DAYS)).isEqualTo("5");
    stage.append(stage.message("a", 1));
    assertThat(stage.sql("SELECT tableoid::regclass FROM outbox")).isEqualTo("outbox_" + day(0));
  }

  @Test
  void takesRowsOfADayThatHasNoPartitionAndNeverKeepsThemFromBeingInserted() throws Exception {
    stage.sql("DROP TABLE outbox_" + day(0));
    stage.append(stage.message("a", 1));

    upkeep.run();

    stage.append(stage.message("a", 2));
    assertThat(stage.sql("SELECT count(*) FROM outbox_default")).isEqualTo("2");
  }

  @Test
  void dropsADayPastRetentionOnlyWhenAllOfItIsConfirmed() throws Exception {
    stage.sql("SELECT outbox_add_day((now() AT TIME ZONE 'UTC')::date - 9)");
    stage.sql("SELECT outbox_add_day((now() AT TIME ZONE 'UTC')::date - 6)");

    upkeep.run();
    assertThat(exists(-9)).as("nothing is confirmed yet").isTrue();

    stage.sql("UPDATE outbox_progress SET confirmed_through = now() - interval '9 days'");
    upkeep.run();
    assertThat(exists(-9)).as("its last hours are not confirmed").isTrue();

    stage.sql("UPDATE outbox_progress SET confirmed_through = now()");
    upkeep.run();
    assertThat(exists(-9)).as("past retention and confirmed").isFalse();
    assertThat(exists(-6)).as("within retention").isTrue();
  }

  @Test
  void forgetsMarksOfRowsThatAreLongConfirmed() throws Exception {
    stage.append(stage.message("a", 1), stage.message("a", 2));
    stage.sql("INSERT INTO outbox_sent SELECT id FROM outbox");

    upkeep.run();
    assertThat(stage.sql("SELECT count(*) FROM outbox_sent")).isEqualTo("2");

    stage.sql("UPDATE outbox_progress SET confirmed_through = now() + interval '1 day'");
    upkeep.run();
    assertThat(stage.sql("SELECT count(*) FROM outbox_sent")).isEqualTo("0");
  }

  private boolean exists(int daysFromToday) throws SQLException {
    return stage.sql("SELECT to_regclass('outbox_" + day(daysFromToday) + "')") != null;
  }

  private String day(int daysFromToday) throws SQLException {
    return String.valueOf(
        stage.sql(
            "SELECT to_char((now() AT TIME ZONE 'UTC')::date + ("
                + daysFromToday
                + "), 'YYYYMMDD')"));
  }
}
