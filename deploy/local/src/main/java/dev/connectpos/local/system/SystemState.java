package dev.connectpos.local.system;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectpos.local.home.Home;
import java.util.List;
import java.util.Optional;

/**
 * What the supervisor tells other commands, in {@code run/state.json}.
 *
 * @param phase {@code starting}, {@code running} or {@code stopping}
 * @param supervisor its process id
 * @param portOffset as it was started with
 * @param parts in the order of starting
 */
public record SystemState(String phase, long supervisor, int portOffset, List<PartState> parts) {
  /** All parts are ready and the demo account is there. */
  public static final String RUNNING = "running";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the parts. */
  public SystemState {
    parts = List.copyOf(parts);
  }

  /**
   * One part.
   *
   * @param pid 0 while there is no process
   * @param state {@code waiting}, {@code starting}, {@code ready}, {@code restarting}, {@code
   *     ended}
   * @param sinceMs when it entered the state, milliseconds of the epoch
   * @param restarts how often it was started again
   */
  public record PartState(
      String name, int port, long pid, String state, long sinceMs, int restarts) {

    /** Whether it does its work now. */
    @JsonIgnore
    public boolean isReady() {
      return state.equals("ready");
    }
  }

  /** What was last said, if anything. */
  public static Optional<SystemState> read(Home home) {
    String text = Home.read(home.state());
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(text, SystemState.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not written by us: " + home.state(), e);
    }
  }

  void write(Home home) {
    try {
      Home.write(
          home.state(), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record that is no JSON", e);
    }
  }
}
