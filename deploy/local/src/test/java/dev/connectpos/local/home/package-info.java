/** Tests. */
@NullMarked
package dev.connectpos.local.home;

import org.jspecify.annotations.NullMarked;
