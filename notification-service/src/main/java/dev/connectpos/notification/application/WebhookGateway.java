package dev.connectpos.notification.application;

/** The network, called with no transaction open. */
public interface WebhookGateway {

  /**
   * Makes the request and waits for its answer, for a bounded time. Whatever happens out there is
   * an answer, and so is a request that we could not make; what throws is a defect of ours, and the
   * request may have been sent then.
   */
  Attempted post(Attempt attempt);
}
