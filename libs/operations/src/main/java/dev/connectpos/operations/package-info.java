/** The operators' routes that every service has. */
@NullMarked
package dev.connectpos.operations;

import org.jspecify.annotations.NullMarked;
