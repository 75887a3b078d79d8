package dev.connectpos.e2e.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What trying a rule came to.
 *
 * @param id the rule's
 * @param sentence what it asks
 * @param section where the protocol asks it
 * @param outcome how it went
 * @param why of a failure or a skip; empty else
 * @param millis how long it took
 */
record Verdict(
    @JsonProperty("rule") String id,
    @JsonProperty("sentence") String sentence,
    @JsonProperty("section") String section,
    @JsonProperty("verdict") Outcome outcome,
    @JsonProperty("why") String why,
    @JsonProperty("millis") long millis) {

  /** How it went. */
  enum Outcome {
    PASS,
    FAIL,
    SKIPPED
  }
}
