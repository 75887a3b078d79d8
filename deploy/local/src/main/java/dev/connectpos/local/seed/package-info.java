/** The demo account, its keys, terminals and webhook endpoint, made through the real interfaces. */
@NullMarked
package dev.connectpos.local.seed;

import org.jspecify.annotations.NullMarked;
