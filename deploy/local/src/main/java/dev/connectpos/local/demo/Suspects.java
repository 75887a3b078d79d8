package dev.connectpos.local.demo;

import dev.connectpos.local.home.Home;
import dev.connectpos.local.process.PidFile;
import dev.connectpos.local.system.SystemState;
import dev.connectpos.local.system.SystemState.PartState;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which parts of the system may be to blame for what went wrong since a moment. */
final class Suspects {
  private final Home home;
  private final Map<String, Integer> restartsBefore;

  /** Begins to watch. */
  Suspects(Home home) {
    this.home = home;
    this.restartsBefore =
        parts(home).stream().collect(Collectors.toMap(PartState::name, PartState::restarts));
  }

  /** To be added to a message: parts that are not ready or were started again; nothing if none. */
  String told() {
    List<PartState> parts = parts(home);
    if (parts.isEmpty() || PidFile.alive(home.pid("supervisor")).isEmpty()) {
      return "; the system no longer runs";
    }
    List<String> named = parts.stream().filter(this::isSuspect).map(Suspects::told).toList();
    return named.isEmpty() ? "" : "; " + String.join(", ", named);
  }

  private boolean isSuspect(PartState part) {
    return !part.isReady() || part.restarts() > restartsBefore.getOrDefault(part.name(), 0);
  }

  private static String told(PartState part) {
    return part.name() + (part.isReady() ? " was started again meanwhile" : " is " + part.state());
  }

  private static List<PartState> parts(Home home) {
    return SystemState.read(home).map(SystemState::parts).orElse(List.of());
  }
}
