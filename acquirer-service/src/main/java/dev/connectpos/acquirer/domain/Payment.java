package dev.connectpos.acquirer.domain;

/**
 * A payment: what it is about and where it stands.
 *
 * @param terms fixed
 * @param state changed only by {@link #decide}
 */
public record Payment(PaymentTerms terms, PaymentState state) {

  /** A payment nobody has asked for yet. */
  public static Payment of(PaymentTerms terms) {
    return new Payment(terms, new PaymentState.NotStarted());
  }

  /** What is told of a merchant's command that a rule refused. */
  public PaymentEvent refused(PaymentCommand.FromMerchant command, PaymentRejection rule) {
    return switch (command) {
      case PaymentCommand.Capture capture ->
          new PaymentEvent.CaptureRefused(capture.request(), rule);
      case PaymentCommand.Cancel cancel -> CancellationRules.forbidden(this, cancel, rule);
      case PaymentCommand.RetryCancel retry -> CancellationRules.forbidden(this, retry, rule);
    };
  }

  /** The same payment in another state. */
  public Payment in(PaymentState next) {
    return new Payment(terms, next);
  }

  /**
   * What the command does; it must mean this attempt and no other (odoo#288874), and no terminal's
   * command means a payment online.
   */
  public PaymentDecision decide(PaymentCommand command) {
    if (command instanceof PaymentCommand.FromTerminal fromTerminal
        && !isOf(fromTerminal.attemptId())) {
      return PaymentDecision.rejected(PaymentRejection.OTHER_ATTEMPT);
    }
    return PaymentMachine.decide(terms, state, command);
  }

  private boolean isOf(AttemptId attempt) {
    return switch (terms.channel()) {
      case Channel.Terminal _ -> attempt.equals(terms.attemptId());
      case Channel.Online _ -> false;
    };
  }
}
