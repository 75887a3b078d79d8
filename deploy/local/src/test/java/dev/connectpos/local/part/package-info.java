/** Tests of how parts are started. */
@NullMarked
package dev.connectpos.local.part;

import org.jspecify.annotations.NullMarked;
