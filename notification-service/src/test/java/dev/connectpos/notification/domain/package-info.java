@NullMarked
package dev.connectpos.notification.domain;

import org.jspecify.annotations.NullMarked;
