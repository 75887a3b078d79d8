/** What PDVs, terminals, faults and dying services do at once, drawn from a seed. */
@NullMarked
package dev.connectpos.e2e.interleaving;

import org.jspecify.annotations.NullMarked;
