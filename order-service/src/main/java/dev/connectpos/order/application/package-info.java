/** Use cases and the ports they need; the only transactions. */
@NullMarked
package dev.connectpos.order.application;

import org.jspecify.annotations.NullMarked;
