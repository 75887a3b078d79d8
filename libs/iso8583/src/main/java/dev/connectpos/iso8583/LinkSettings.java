package dev.connectpos.iso8583;

import java.time.Duration;

/**
 * How a link behaves.
 *
 * @param host of the network
 * @param port of the network
 * @param connectLimit for connecting and for signing on, each; a call waits for a line as long
 * @param idle after this long without a sign of life the other side is asked for one
 * @param echoLimit how long it may take to give one; then the line counts as broken
 * @param backoff wait before a line is tried again; doubled each time up to {@code maxBackoff}
 * @param maxBackoff the longest wait
 * @param inFlight calls at a time; one more is not sent
 */
public record LinkSettings(
    String host,
    int port,
    Duration connectLimit,
    Duration idle,
    Duration echoLimit,
    Duration backoff,
    Duration maxBackoff,
    int inFlight) {}
