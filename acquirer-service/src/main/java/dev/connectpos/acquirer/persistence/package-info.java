/** PostgreSQL: payments, affiliations, presentments and the ledger. */
@NullMarked
package dev.connectpos.acquirer.persistence;

import org.jspecify.annotations.NullMarked;
