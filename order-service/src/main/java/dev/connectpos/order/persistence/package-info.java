/** PostgreSQL: rows, queries and locks. */
@NullMarked
package dev.connectpos.order.persistence;

import org.jspecify.annotations.NullMarked;
