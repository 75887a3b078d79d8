/** Tests. */
@NullMarked
package dev.connectpos.local.process;

import org.jspecify.annotations.NullMarked;
