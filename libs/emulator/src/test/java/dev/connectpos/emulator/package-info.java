@NullMarked
package dev.connectpos.emulator;

import org.jspecify.annotations.NullMarked;
