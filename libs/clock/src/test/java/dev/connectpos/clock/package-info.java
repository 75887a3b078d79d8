/** Tests of the clock that may be put forward. */
@NullMarked
package dev.connectpos.clock;

import org.jspecify.annotations.NullMarked;
