/** The API's rules as a table, and what runs it against the live system. */
@NullMarked
package dev.connectpos.e2e.conformance;

import org.jspecify.annotations.NullMarked;
