/** What a terminal shows and prints, as text. */
@NullMarked
package dev.connectpos.emulator.screen;

import org.jspecify.annotations.NullMarked;
