package dev.connectpos.notification.bootstrap;

import dev.connectpos.notification.application.FeedWatch;
import dev.connectpos.notification.application.Lanes;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Starts the lanes with the application, and lets them and the streams finish with it. */
@ApplicationScoped
class Lifecycle {
  private final Lanes lanes;
  private final FeedWatch streams;

  Lifecycle(Lanes lanes, FeedWatch streams) {
    this.lanes = lanes;
    this.streams = streams;
  }

  void started(@Observes StartupEvent event) {
    lanes.start();
  }

  void stopping(@Observes ShutdownEvent event) {
    streams.stop();
    lanes.stop();
  }
}
