package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.ClockStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.hibernate.Session;

/** One row, or none while nobody touched the clock. */
@ApplicationScoped
class NativeClockStore implements ClockStore {
  private final Session session;

  NativeClockStore(Session session) {
    this.session = session;
  }

  @Override
  public Duration ahead() {
    return session
        .createNativeQuery("SELECT ahead_micros FROM test_clock", Long.class)
        .getResultStream()
        .findFirst()
        .map(micros -> Duration.of(micros, ChronoUnit.MICROS))
        .orElse(Duration.ZERO);
  }

  @Override
  public Duration putAhead(Duration wanted) {
    Long micros =
        session
            .createNativeQuery(
                """
                INSERT INTO test_clock (ahead_micros) VALUES (:wanted)
                ON CONFLICT (only_row) DO UPDATE SET ahead_micros =
                  greatest(test_clock.ahead_micros, excluded.ahead_micros)
                RETURNING ahead_micros""",
                Long.class)
            .setParameter("wanted", wanted.toNanos() / ChronoUnit.MICROS.getDuration().toNanos())
            .getSingleResult();
    return Duration.of(micros, ChronoUnit.MICROS);
  }
}
