/** HTTP: presentments from terminal-service, and what operators may read. */
@NullMarked
package dev.connectpos.acquirer.api;

import org.jspecify.annotations.NullMarked;
