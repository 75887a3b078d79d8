package dev.connectpos.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.outbox.WireMessage.Aggregate;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The inbox with parked messages in PostgreSQL. */
class InboxIT extends InboxContract {

  private final Stage stage = new Stage();
  private final JdbcParking parking = new JdbcParking(stage.dataSource());

  @Override
  Parking parking() {
    return parking;
  }

  @AfterEach
  void close() throws SQLException {
    stage.close();
  }

  @Test
  void keepsAMessageAsItWas() {
    WireMessage message = Messages.wire("a", 7);
    parking.park(message, Parking.Reason.GAP, "why");
    parking.park(message, Parking.Reason.BEHIND, "again");

    Aggregate aggregate = message.aggregate();
    List<Parking.Parked> waiting = parking.waiting(aggregate);
    assertThat(waiting).hasSize(1);
    assertThat(waiting.getFirst().reason()).isEqualTo(Parking.Reason.GAP);
    assertThat(waiting.getFirst().message()).usingRecursiveComparison().isEqualTo(message);
    assertThat(parking.gaps()).containsExactly(aggregate);
    assertThat(stage.parkedMessages().count()).isEqualTo(1);

    parking.resolve(waiting.getFirst());
    assertThat(parking.waiting(aggregate)).isEmpty();
    assertThat(stage.parkedMessages().count()).isZero();

    parking.park(message, Parking.Reason.BEHIND, "came again, waits again");
    assertThat(parking.waiting(aggregate)).hasSize(1);
  }
}
