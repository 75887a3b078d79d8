@NullMarked
package dev.connectpos.outbox;

import org.jspecify.annotations.NullMarked;
