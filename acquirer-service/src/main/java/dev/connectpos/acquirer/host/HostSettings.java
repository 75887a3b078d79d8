package dev.connectpos.acquirer.host;

import dev.connectpos.iso8583.LinkSettings;
import java.time.Duration;

/**
 * The card network's address, and how long it may take.
 *
 * @param link where it is, and how the line to it is kept
 * @param timeLimit of every call
 * @param maxLateness how long after that an authorization is still listened for
 */
public record HostSettings(LinkSettings link, Duration timeLimit, Duration maxLateness) {}
