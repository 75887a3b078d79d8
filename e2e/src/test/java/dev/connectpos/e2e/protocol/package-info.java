/**
 * Whether a terminal, or a server, speaks connect-terminal.v1: rules with ids, run against ours in
 * every build and by others against theirs (docs/terminal-conformance.md).
 */
@NullMarked
package dev.connectpos.e2e.protocol;

import org.jspecify.annotations.NullMarked;
