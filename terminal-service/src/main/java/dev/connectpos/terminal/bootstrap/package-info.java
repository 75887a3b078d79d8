/** Clock, ids, secrets and configuration. */
@NullMarked
package dev.connectpos.terminal.bootstrap;

import org.jspecify.annotations.NullMarked;
