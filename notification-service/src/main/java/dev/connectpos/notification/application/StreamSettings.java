package dev.connectpos.notification.application;

import java.time.Duration;

/**
 * How streams are kept.
 *
 * @param heartbeat something is written at least this often
 * @param patience a client that takes nothing for this long is cut off
 * @param perAccount most streams of one account, per replica
 * @param total most streams in all, per replica
 */
public record StreamSettings(Duration heartbeat, Duration patience, int perAccount, int total) {}
