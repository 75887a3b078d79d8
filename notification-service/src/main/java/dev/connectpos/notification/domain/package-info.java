/** Deliveries as pure decisions: no clock, no chance, no I/O. */
@NullMarked
package dev.connectpos.notification.domain;

import org.jspecify.annotations.NullMarked;
