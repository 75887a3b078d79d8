@NullMarked
package dev.connectpos.emulator.fault;

import org.jspecify.annotations.NullMarked;
