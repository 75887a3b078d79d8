package dev.connectpos.order.domain;

import java.util.Map;
import java.util.TreeMap;

/** Orders with one charge, in every state the table has a word for. */
public final class ChargeStates {
  private ChargeStates() {}

  /** By the words of {@link OrderWords}. */
  public static Map<String, OrderState.Placed> all() {
    var states = new TreeMap<String, OrderState.Placed>();
    for (String words : OrderWords.STANDINGS.keySet()) {
      var state = (OrderState.Placed) OrderWords.state("open, " + words);
      if (!state.payments().charges().isEmpty()) {
        states.put(words, state);
      }
    }
    for (String words : OrderWords.ONLINE_STANDINGS.keySet()) {
      states.put(
          "online, " + words, (OrderState.Placed) OrderWords.state("open charges, " + words));
    }
    return states;
  }
}
