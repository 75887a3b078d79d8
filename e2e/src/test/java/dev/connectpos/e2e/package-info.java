/** The whole system, started as users start it, used as they use it, and killed as life does. */
@NullMarked
package dev.connectpos.e2e;

import org.jspecify.annotations.NullMarked;
