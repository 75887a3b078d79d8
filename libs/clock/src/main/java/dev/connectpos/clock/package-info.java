/** The time by which rules of days are judged, which operators of a test system may put forward. */
@NullMarked
package dev.connectpos.clock;

import org.jspecify.annotations.NullMarked;
