package dev.connectpos.acquirer.api;

import dev.connectpos.acquirer.application.ClockSetting;
import dev.connectpos.clock.TestClock;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a test system, all its services, for operators; a production system has no such
 * route.
 */
@Path("/acquirer/v1/test-clock")
@Guarded.ForOperators
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TestClockResource {
  /** Beyond every rule there is to try, and short of where calendars end. */
  private static final Duration MAX = Duration.ofDays(3660);

  private final TestClock clock;
  private final ClockSetting setting;
  private final ApiTokens tokens;

  TestClockResource(TestClock clock, ClockSetting setting, ApiTokens tokens) {
    this.clock = clock;
    this.setting = setting;
    this.tokens = tokens;
  }

  /** How far ahead it is to be, in ISO 8601, for example {@code P1D}. */
  public record Wanted(@Nullable String offset) {}

  /** What it shows. */
  public record Shown(String offset, Instant now) {}

  /** What the clock shows. */
  @GET
  @Operation(summary = "What the test clock shows")
  public Shown read() {
    checkEnabled();
    return shown(clock.read());
  }

  /** Puts the clock forward, for the whole system and for good. */
  @PUT
  @Operation(summary = "Put the test clock forward")
  public Shown putForward(@Nullable Wanted wanted) {
    checkEnabled();
    Duration offset = offset(wanted);
    if (offset.compareTo(clock.read().ahead()) < 0) {
      throw new InvalidFieldException("offset", "the clock goes forward only");
    }
    setting.putForward(offset, tokens.operator());
    return shown(clock.read());
  }

  private void checkEnabled() {
    if (!clock.isEnabled()) {
      throw new NotFoundException();
    }
  }

  private static Duration offset(@Nullable Wanted wanted) {
    if (wanted == null || wanted.offset() == null) {
      throw new InvalidFieldException("offset", "offset is missing");
    }
    try {
      // No finer than what is kept: two replicas would show two times.
      Duration offset = Duration.parse(wanted.offset()).truncatedTo(ChronoUnit.MICROS);
      if (offset.compareTo(MAX) <= 0) {
        return offset;
      }
    } catch (DateTimeParseException _) {
      // Told below, as every other offset that is none.
    }
    throw new InvalidFieldException("offset", "offset is a duration such as P1D, at most " + MAX);
  }

  private static Shown shown(TestClock.Reading reading) {
    return new Shown(reading.ahead().toString(), reading.now());
  }
}
