@NullMarked
package dev.connectpos.iso8583;

import org.jspecify.annotations.NullMarked;
