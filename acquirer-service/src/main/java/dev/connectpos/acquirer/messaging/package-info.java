/** Kafka: commands and account events in, payment events out through the outbox. */
@NullMarked
package dev.connectpos.acquirer.messaging;

import org.jspecify.annotations.NullMarked;
