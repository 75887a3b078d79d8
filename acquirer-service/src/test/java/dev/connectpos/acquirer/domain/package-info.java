@NullMarked
package dev.connectpos.acquirer.domain;

import org.jspecify.annotations.NullMarked;
