/** Wires clock, ids, chance and configuration, and starts the lanes. */
@NullMarked
package dev.connectpos.notification.bootstrap;

import org.jspecify.annotations.NullMarked;
