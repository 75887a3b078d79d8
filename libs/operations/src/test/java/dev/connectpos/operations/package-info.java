@NullMarked
package dev.connectpos.operations;

import org.jspecify.annotations.NullMarked;
