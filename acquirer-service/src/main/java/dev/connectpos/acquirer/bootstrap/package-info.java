/** Clock, identifiers, configuration and wiring. */
@NullMarked
package dev.connectpos.acquirer.bootstrap;

import org.jspecify.annotations.NullMarked;
