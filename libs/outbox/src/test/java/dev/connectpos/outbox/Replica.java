package dev.connectpos.outbox;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;

/** The relaying part of one process of a service. */
final class Replica {
  private final RelayState state = new RelayState(Clock.systemUTC());
  private final RelayLoop loop;

  Replica(
      RelayContract.Kind kind,
      RelaySettings settings,
      Supplier<Producer<String, byte[]>> producers) {
    var quarantine = new Quarantine();
    Timer latency = new SimpleMeterRegistry().timer("latency");
    Publisher.Source publishers =
        () -> new Publisher(producers.get(), quarantine, latency, Clock.systemUTC());
    Relay relay =
        switch (kind) {
          case WAL -> new WalRelay(settings, publishers, quarantine, state);
          case POLL -> new PollRelay(settings, publishers, quarantine, state);
        };
    loop = new RelayLoop(relay, state);
    loop.start();
  }

  RelayState.Phase phase() {
    return state.phase();
  }

  RelayState state() {
    return state;
  }

  /** Stops in good order. */
  void stop() {
    loop.close();
  }
}
