/** The use cases and the only transactions, with the ports they need. */
@NullMarked
package dev.connectpos.acquirer.application;

import org.jspecify.annotations.NullMarked;
