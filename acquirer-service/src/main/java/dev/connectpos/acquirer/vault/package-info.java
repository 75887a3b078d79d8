/** The only place where a card is opened: keys, card numbers and tokens. */
@NullMarked
package dev.connectpos.acquirer.vault;

import org.jspecify.annotations.NullMarked;
