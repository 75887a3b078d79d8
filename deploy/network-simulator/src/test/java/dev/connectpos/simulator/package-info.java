@NullMarked
package dev.connectpos.simulator;

import org.jspecify.annotations.NullMarked;
