/** The real parts of the system and how each is started, probed and prepared. */
@NullMarked
package dev.connectpos.local.part;

import org.jspecify.annotations.NullMarked;
