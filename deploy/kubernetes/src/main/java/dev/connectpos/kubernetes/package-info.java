/** What a cluster needs to run that no service does for itself. */
@NullMarked
package dev.connectpos.kubernetes;

import org.jspecify.annotations.NullMarked;
