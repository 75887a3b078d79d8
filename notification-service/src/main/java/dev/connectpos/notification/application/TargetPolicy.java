package dev.connectpos.notification.application;

import java.util.Optional;

/** Where webhooks may go. What it admits now it may refuse later: names change their addresses. */
public interface TargetPolicy {

  /**
   * What is wrong with an address that an endpoint is to have, in words for its owner.
   *
   * @param url absolute, http or https, with a host
   */
  Optional<String> fault(String url);
}
