/** Use cases and lanes: every transaction of the service, and what must stay outside of one. */
@NullMarked
package dev.connectpos.notification.application;

import org.jspecify.annotations.NullMarked;
