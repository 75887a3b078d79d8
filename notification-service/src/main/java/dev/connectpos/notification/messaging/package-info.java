/** Kafka: facts that come in, and the service's own facts that go out through the outbox. */
@NullMarked
package dev.connectpos.notification.messaging;

import org.jspecify.annotations.NullMarked;
