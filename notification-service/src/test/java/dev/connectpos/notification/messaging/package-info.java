@NullMarked
package dev.connectpos.notification.messaging;

import org.jspecify.annotations.NullMarked;
