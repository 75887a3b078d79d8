package dev.connectpos.e2e.interleaving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectpos.emulator.TerminalEvent;
import dev.connectpos.emulator.TerminalObserver;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Stands beside the terminals and remembers what each attempt was told. */
final class Witness implements TerminalObserver {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, List<String>> told = new ConcurrentHashMap<>();
  private final Set<String> orders = ConcurrentHashMap.newKeySet();

  @Override
  public void observe(TerminalEvent event) {
    if (event instanceof TerminalEvent.FrameReceived(_, var type, var text)
        && type.equals("payment.result")) {
      JsonNode result = read(text);
      told.computeIfAbsent(result.path("attempt_id").asText(), _ -> new CopyOnWriteArrayList<>())
          .add(result.path("status").asText());
      orders.add(result.path("order_id").asText());
    }
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(text, e);
    }
  }

  /** Every status that was told until now, by attempt, in order. */
  Map<String, List<String>> told() {
    return told.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
  }

  /** How many results were told. */
  int results() {
    return told.values().stream().mapToInt(List::size).sum();
  }

  Set<String> orders() {
    return Set.copyOf(orders);
  }
}
