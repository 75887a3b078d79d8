package dev.connectpos.acquirer.bootstrap;

import dev.connectpos.acquirer.application.PaymentMeter;
import dev.connectpos.acquirer.domain.PaymentEvent;
import dev.connectpos.acquirer.domain.PaymentRejection;
import dev.connectpos.acquirer.domain.ReversalReason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;

/** Counters and timers; labels have few values, and none of a shopper's or merchant's. */
@ApplicationScoped
class MicrometerPaymentMeter implements PaymentMeter {
  private final MeterRegistry registry;

  MicrometerPaymentMeter(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void answered(String call, String answer, Duration took) {
    Timer.builder("connect.network.call")
        .description("Calls to the card network")
        .tag("call", call)
        .tag("answer", answer.toLowerCase(Locale.ROOT))
        .publishPercentileHistogram()
        .register(registry)
        .record(took);
  }

  @Override
  public void stated(PaymentEvent event) {
    String outcome = event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    registry.counter("connect.payment.events", "event", outcome, "code", code(event)).increment();
    if (event instanceof PaymentEvent.Reversing(var reason)
        && reason.equals(ReversalReason.CONFIRM_TIMEOUT)) {
      registry.counter("connect.payment.confirm.deadline.missed").increment();
    }
  }

  @Override
  public void rejected(String command, PaymentRejection reason) {
    registry
        .counter("connect.payment.rejections", "command", command, "reason", reason.name())
        .increment();
  }

  private static String code(PaymentEvent event) {
    return switch (event) {
      case PaymentEvent.Authorized authorized -> authorized.approval().returnCode();
      case PaymentEvent.Captured captured -> captured.approval().returnCode();
      case PaymentEvent.Declined declined -> declined.refusal().returnCode();
      case PaymentEvent.CancelRefused(_, var returnCode) -> returnCode;
      case PaymentEvent.CaptureRefused(_, var rule) -> rule.name().toLowerCase(Locale.ROOT);
      case PaymentEvent.CancelForbidden forbidden ->
          forbidden.rule().name().toLowerCase(Locale.ROOT);
      case PaymentEvent.InDoubt _,
          PaymentEvent.Reversing _,
          PaymentEvent.Reversed _,
          PaymentEvent.Confirmed _,
          PaymentEvent.Voided _,
          PaymentEvent.Refunded _,
          PaymentEvent.RemainderExpired _,
          PaymentEvent.Expired _ ->
          "";
    };
  }
}
