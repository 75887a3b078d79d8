/** Tests of the launcher. */
@NullMarked
package dev.connectpos.local;

import org.jspecify.annotations.NullMarked;
