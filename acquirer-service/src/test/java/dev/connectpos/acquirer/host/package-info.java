@NullMarked
package dev.connectpos.acquirer.host;

import org.jspecify.annotations.NullMarked;
