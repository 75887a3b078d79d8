/** The card networks, for now as a simulator that behaves as an outside party. */
@NullMarked
package dev.connectpos.acquirer.host;

import org.jspecify.annotations.NullMarked;
