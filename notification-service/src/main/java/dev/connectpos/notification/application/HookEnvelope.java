package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.HookId;
import java.util.Map;
import java.util.Optional;

/** Renders a fact as the bytes that go to receivers. */
public interface HookEnvelope {

  /**
   * @param accountName nothing if no endpoint can exist yet: keys, and with them endpoints, come
   *     after the account's name on the same stream
   */
  byte[] render(HookId id, Optional<String> accountName, Fact fact);

  /** A resource of these fields, texts and whole numbers, in their order. */
  String object(Map<String, Object> fields);
}
