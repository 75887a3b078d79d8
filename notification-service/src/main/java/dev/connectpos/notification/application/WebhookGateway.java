package dev.connectpos.notification.application;

/** The network, called with no transaction open. */
public interface WebhookGateway {

  /**
   * Makes the request and waits for its answer, for a bounded time. Whatever happens out there is
   * an answer; only a defect of ours throws.
   */
  Attempted post(Attempt attempt);
}
