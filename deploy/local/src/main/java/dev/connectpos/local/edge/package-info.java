/** The one port to the outside, and the demo PDV's webhook inbox. */
@NullMarked
package dev.connectpos.local.edge;

import org.jspecify.annotations.NullMarked;
