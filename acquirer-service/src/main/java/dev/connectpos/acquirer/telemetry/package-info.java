/** Measurements of payments and of the money invariants. */
@NullMarked
package dev.connectpos.acquirer.telemetry;

import org.jspecify.annotations.NullMarked;
