package dev.connectpos.notification.domain;

import java.util.List;

/**
 * Which notifications an endpoint wants.
 *
 * @param types the types wanted, without repeats; none means every type, also those to come
 */
public record EventFilter(List<HookType> types) {

  public EventFilter {
    types = types.stream().distinct().sorted().toList();
  }

  /** Whether a notification of this type goes to the endpoint. */
  public boolean admits(HookType type) {
    return types.isEmpty() || types.contains(type);
  }
}
