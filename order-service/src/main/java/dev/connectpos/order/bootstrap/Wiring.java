package dev.connectpos.order.bootstrap;

import dev.connectpos.clock.ShiftableClock;
import dev.connectpos.order.application.OrderLimits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Beans that come from settings or from the JDK. */
@ApplicationScoped
class Wiring {

  @Produces
  @Singleton
  ShiftableClock clock() {
    return ShiftableClock.system();
  }

  @Produces
  @Singleton
  OrderLimits limits(
      @ConfigProperty(name = "connect.orders.max-open") int maxOpen,
      @ConfigProperty(name = "connect.charges.answer-within") Duration answerWithin,
      @ConfigProperty(name = "connect.orders.scan-interval") Duration scanInterval) {
    return new OrderLimits(maxOpen, answerWithin, scanInterval);
  }
}
