/** PostgreSQL: rows, locks and constraints. */
@NullMarked
package dev.connectpos.terminal.persistence;

import org.jspecify.annotations.NullMarked;
