/** Orders and their payments: states, commands, events and the one function that decides. Pure. */
@NullMarked
package dev.connectpos.order.domain;

import org.jspecify.annotations.NullMarked;
