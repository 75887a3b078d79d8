package dev.connectpos.notification.application;

import dev.connectpos.notification.application.EndpointStore.WakeUp;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** The scan's question, in a transaction of its own. */
@ApplicationScoped
class WakeUps {
  private final EndpointStore endpoints;

  WakeUps(EndpointStore endpoints) {
    this.endpoints = endpoints;
  }

  @Transactional
  List<WakeUp> all() {
    return endpoints.wakeUps();
  }
}
