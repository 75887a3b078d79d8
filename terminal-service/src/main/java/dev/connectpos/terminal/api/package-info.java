/** REST: pairing by terminals, registration and presence for operators. */
@NullMarked
package dev.connectpos.terminal.api;

import org.jspecify.annotations.NullMarked;
