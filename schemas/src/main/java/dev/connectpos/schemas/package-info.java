/** The event log's contracts: topics, schemas, and the wire format that carries them. */
@NullMarked
package dev.connectpos.schemas;

import org.jspecify.annotations.NullMarked;
