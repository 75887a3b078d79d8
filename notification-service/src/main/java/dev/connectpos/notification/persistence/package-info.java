/** PostgreSQL: rows, locks and the SQL that is worth seeing. */
@NullMarked
package dev.connectpos.notification.persistence;

import org.jspecify.annotations.NullMarked;
