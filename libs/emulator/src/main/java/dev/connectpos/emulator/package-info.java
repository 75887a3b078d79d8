/** A card terminal without hardware: pairs, connects, shows orders, takes cards, prints slips. */
@NullMarked
package dev.connectpos.emulator;

import org.jspecify.annotations.NullMarked;
