/** All parts together: started in order, watched, restarted, stopped in reverse. */
@NullMarked
package dev.connectpos.local.system;

import org.jspecify.annotations.NullMarked;
