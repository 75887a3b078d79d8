/** Kafka: facts in, facts and commands out. */
@NullMarked
package dev.connectpos.terminal.messaging;

import org.jspecify.annotations.NullMarked;
