@NullMarked
package dev.connectpos.notification;

import org.jspecify.annotations.NullMarked;
