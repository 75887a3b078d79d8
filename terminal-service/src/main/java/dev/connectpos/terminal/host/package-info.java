/** HTTP to acquirer-service, where card data goes and nothing else. */
@NullMarked
package dev.connectpos.terminal.host;

import org.jspecify.annotations.NullMarked;
