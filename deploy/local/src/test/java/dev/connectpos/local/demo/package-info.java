/** Tests of the demo. */
@NullMarked
package dev.connectpos.local.demo;

import org.jspecify.annotations.NullMarked;
