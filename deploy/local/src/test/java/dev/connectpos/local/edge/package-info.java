/** Tests. */
@NullMarked
package dev.connectpos.local.edge;

import org.jspecify.annotations.NullMarked;
