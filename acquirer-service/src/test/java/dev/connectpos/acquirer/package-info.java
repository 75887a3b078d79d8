@NullMarked
package dev.connectpos.acquirer;

import org.jspecify.annotations.NullMarked;
