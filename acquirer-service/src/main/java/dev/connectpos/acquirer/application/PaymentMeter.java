package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.PaymentEvent;
import dev.connectpos.acquirer.domain.PaymentRejection;
import java.time.Duration;

/** Counts what happens; never throws. */
public interface PaymentMeter {

  /** A call to the network ended; the answer in one word. */
  void answered(String call, String answer, Duration took);

  /** A fact was committed. */
  void stated(PaymentEvent event);

  /** A command had no effect. */
  void rejected(String command, PaymentRejection reason);
}
