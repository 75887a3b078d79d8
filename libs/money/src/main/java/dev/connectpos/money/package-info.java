/** Amounts of money. */
@NullMarked
package dev.connectpos.money;

import org.jspecify.annotations.NullMarked;
