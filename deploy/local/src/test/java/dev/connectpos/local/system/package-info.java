/** Tests. */
@NullMarked
package dev.connectpos.local.system;

import org.jspecify.annotations.NullMarked;
