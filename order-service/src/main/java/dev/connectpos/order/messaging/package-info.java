/** What order-service says on Kafka and what it listens to there. */
@NullMarked
package dev.connectpos.order.messaging;

import org.jspecify.annotations.NullMarked;
