/**
 * The transactional outbox: messages leave a service exactly as its transactions committed them,
 * and arrive at consumers with effect once. docs/adr/0001 has the reasons.
 */
@NullMarked
package dev.connectpos.outbox;

import org.jspecify.annotations.NullMarked;
