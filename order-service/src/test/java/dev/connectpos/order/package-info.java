/** Tests of the whole service. */
@NullMarked
package dev.connectpos.order;

import org.jspecify.annotations.NullMarked;
