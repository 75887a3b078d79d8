/** Wires clock, ids, settings and meters. */
@NullMarked
package dev.connectpos.order.bootstrap;

import org.jspecify.annotations.NullMarked;
