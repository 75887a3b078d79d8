package dev.connectpos.acquirer.host;

import java.time.Duration;

/**
 * How the simulated network feels.
 *
 * @param latency added to every answer
 * @param slow the pause of a slow approval
 * @param processing how long enquiries find nothing out about a payment online in the air
 */
public record SimulatorSettings(Duration latency, Duration slow, Duration processing) {}
