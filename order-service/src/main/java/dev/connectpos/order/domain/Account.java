package dev.connectpos.order.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A merchant account: one per establishment.
 *
 * @param sak its key with the acquirer, 32 characters; null until the acquirer has affiliated it
 * @param services what the acquirer does for it
 */
public record Account(
    AccountId id,
    Environment environment,
    AccountSettings settings,
    @Nullable String sak,
    AcquirerServices services,
    Instant createdAt) {

  /** The same account, working differently. */
  public Account with(AccountSettings other) {
    return new Account(id, environment, other, sak, services, createdAt);
  }

  /** The same account, affiliated. */
  public Account affiliatedAs(String other) {
    return new Account(id, environment, settings, other, services, createdAt);
  }

  /** The same account, with other services of the acquirer. */
  public Account with(AcquirerServices others) {
    return new Account(id, environment, settings, sak, others, createdAt);
  }
}
