@NullMarked
package dev.connectpos.acquirer.vault;

import org.jspecify.annotations.NullMarked;
