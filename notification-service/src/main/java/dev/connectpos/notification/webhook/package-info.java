/** Outbound HTTP: the envelope, its signature, and the one request that is an attempt. */
@NullMarked
package dev.connectpos.notification.webhook;

import org.jspecify.annotations.NullMarked;
