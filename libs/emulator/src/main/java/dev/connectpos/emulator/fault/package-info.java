/** What goes wrong on the line, on purpose and the same way every time. */
@NullMarked
package dev.connectpos.emulator.fault;

import org.jspecify.annotations.NullMarked;
