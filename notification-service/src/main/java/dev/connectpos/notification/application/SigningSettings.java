package dev.connectpos.notification.application;

import java.time.Duration;

/**
 * How key pairs follow each other.
 *
 * @param rotateAfter how long a key signs before it gets a successor
 * @param lead how long the successor is published before it signs
 * @param overlap how long the predecessor is published after that
 * @param refresh how long a replica signs with the keys it has read
 */
public record SigningSettings(
    Duration rotateAfter, Duration lead, Duration overlap, Duration refresh) {}
