@NullMarked
package dev.connectpos.emulator.screen;

import org.jspecify.annotations.NullMarked;
