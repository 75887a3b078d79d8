package dev.connectpos.bad.application;

import org.apache.avro.Schema;

/** Wrong on purpose: use cases must not see the wire. */
public record ApplicationUsesAvro(Schema schema) {}
