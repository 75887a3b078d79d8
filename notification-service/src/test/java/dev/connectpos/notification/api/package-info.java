@NullMarked
package dev.connectpos.notification.api;

import org.jspecify.annotations.NullMarked;
