/** The PDV's side over HTTP: endpoints it registers, deliveries it looks up. */
@NullMarked
package dev.connectpos.notification.api;

import org.jspecify.annotations.NullMarked;
