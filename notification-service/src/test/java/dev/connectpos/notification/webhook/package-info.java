@NullMarked
package dev.connectpos.notification.webhook;

import org.jspecify.annotations.NullMarked;
