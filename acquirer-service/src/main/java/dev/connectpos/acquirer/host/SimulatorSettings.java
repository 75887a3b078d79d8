package dev.connectpos.acquirer.host;

import java.time.Duration;

/**
 * How the simulated network feels.
 *
 * @param latency added to every answer
 * @param slow the pause of a slow approval
 */
public record SimulatorSettings(Duration latency, Duration slow) {}
