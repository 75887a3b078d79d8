@NullMarked
package dev.connectpos.acquirer.messaging;

import org.jspecify.annotations.NullMarked;
