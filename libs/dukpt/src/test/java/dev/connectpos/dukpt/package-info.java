@NullMarked
package dev.connectpos.dukpt;

import org.jspecify.annotations.NullMarked;
