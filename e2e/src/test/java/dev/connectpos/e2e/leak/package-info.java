/** The leak canary: card data is pushed through the whole system and looked for everywhere. */
@NullMarked
package dev.connectpos.e2e.leak;

import org.jspecify.annotations.NullMarked;
