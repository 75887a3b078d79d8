/** Our dialect of ISO 8583:1993, and a link over TCP that many calls share. */
@NullMarked
package dev.connectpos.iso8583;

import org.jspecify.annotations.NullMarked;
