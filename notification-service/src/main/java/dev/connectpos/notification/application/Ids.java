package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.DeliveryId;
import dev.connectpos.notification.domain.EndpointId;
import java.util.UUID;

/** New identities: a prefix and 16 characters that sort by time, or a UUIDv7 for events. */
public interface Ids {

  DeliveryId delivery();

  EndpointId endpoint();

  UUID event();
}
