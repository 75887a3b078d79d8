/** Tests of the seeds. */
@NullMarked
package dev.connectpos.local.seed;

import org.jspecify.annotations.NullMarked;
