@NullMarked
package dev.connectpos.acquirer.persistence;

import org.jspecify.annotations.NullMarked;
