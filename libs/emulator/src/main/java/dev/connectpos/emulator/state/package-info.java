/** What a terminal keeps through a power cut. */
@NullMarked
package dev.connectpos.emulator.state;

import org.jspecify.annotations.NullMarked;
