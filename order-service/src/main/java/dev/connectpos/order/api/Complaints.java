package dev.connectpos.order.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with a request: dotted path of the field, and the rules it breaks. */
final class Complaints {
  private final Map<String, List<String>> byPath = new LinkedHashMap<>();

  void add(String path, String rule) {
    byPath.computeIfAbsent(path, _ -> new ArrayList<>(1)).add(rule);
  }

  boolean none() {
    return byPath.isEmpty();
  }

  Map<String, List<String>> byPath() {
    return byPath;
  }
}
