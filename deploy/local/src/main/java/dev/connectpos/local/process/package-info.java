/** Child processes that end with their parent, and whose identity is known beyond doubt. */
@NullMarked
package dev.connectpos.local.process;

import org.jspecify.annotations.NullMarked;
