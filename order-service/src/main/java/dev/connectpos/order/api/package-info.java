/** The PDV's and the operators' HTTP routes. */
@NullMarked
package dev.connectpos.order.api;

import org.jspecify.annotations.NullMarked;
