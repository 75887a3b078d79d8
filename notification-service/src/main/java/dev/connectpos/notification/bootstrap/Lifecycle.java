package dev.connectpos.notification.bootstrap;

import dev.connectpos.notification.application.Lanes;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Starts the lanes with the application and lets them finish with it. */
@ApplicationScoped
class Lifecycle {
  private final Lanes lanes;

  Lifecycle(Lanes lanes) {
    this.lanes = lanes;
  }

  void started(@Observes StartupEvent event) {
    lanes.start();
  }

  void stopping(@Observes ShutdownEvent event) {
    lanes.stop();
  }
}
