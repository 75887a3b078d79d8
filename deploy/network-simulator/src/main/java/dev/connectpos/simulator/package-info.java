/** A card network to try things with: speaks ISO 8583 and keeps its own book. */
@NullMarked
package dev.connectpos.simulator;

import org.jspecify.annotations.NullMarked;
