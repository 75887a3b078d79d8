/** Edge: the internal routes of acquirer-service and terminal-service. */
@NullMarked
package dev.connectpos.order.host;

import org.jspecify.annotations.NullMarked;
