/** The card network, over ISO 8583. */
@NullMarked
package dev.connectpos.acquirer.host;

import org.jspecify.annotations.NullMarked;
