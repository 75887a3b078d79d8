package dev.connectpos.notification.bootstrap;

import dev.connectpos.notification.application.FeedWatch;
import dev.connectpos.notification.application.Lanes;
import dev.connectpos.notification.application.SigningKeys;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Starts the lanes with the application, and lets them and the streams finish with it. */
@ApplicationScoped
class Lifecycle {
  private final Lanes lanes;
  private final FeedWatch streams;
  private final SigningKeys keys;

  Lifecycle(Lanes lanes, FeedWatch streams, SigningKeys keys) {
    this.lanes = lanes;
    this.streams = streams;
    this.keys = keys;
  }

  void started(@Observes StartupEvent event) {
    keys.rotate();
    lanes.start();
  }

  void stopping(@Observes ShutdownEvent event) {
    streams.stop();
    lanes.stop();
  }
}
