@NullMarked
package dev.connectpos.emulator.state;

import org.jspecify.annotations.NullMarked;
