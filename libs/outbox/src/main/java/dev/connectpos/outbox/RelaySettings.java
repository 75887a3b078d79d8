package dev.connectpos.outbox;

import java.time.Duration;

/**
 * What both relays are told.
 *
 * @param slot name of the replication slot, unique in the database server
 * @param heartbeat how often progress is noted and a quiet slot moved
 * @param batch rows sent at once from the table
 * @param pollInterval rest of the polling relay
 * @param silence after which a stream that says nothing, not even heartbeats, is given up
 */
record RelaySettings(
    Database database,
    Progress progress,
    String slot,
    Duration heartbeat,
    int batch,
    Duration pollInterval,
    Duration silence) {}
