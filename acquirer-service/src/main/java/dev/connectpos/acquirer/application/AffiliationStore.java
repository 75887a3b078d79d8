package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.outbox.Verdict;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** The merchants we acquire for. */
public interface AffiliationStore {

  /**
   * A merchant's account at the acquirer (A13).
   *
   * @param accountId owned by order-service
   * @param key the SAK: 32 characters, private (A10)
   * @param name the merchant's registered name
   * @param environment {@code live} or {@code test}
   * @param timeZone IANA zone of the merchant's day
   */
  record Affiliation(
      AccountId accountId, String key, String name, String environment, String timeZone) {}

  /** Inserts; {@link Verdict#DUPLICATE} if the account has its affiliation. */
  Verdict open(Affiliation affiliation, Instant at);

  /** Notes an event of an account that changes nothing here. */
  Verdict pass(AccountId accountId, long version);

  /** Notes that an account's name and zone changed. */
  Verdict rename(AccountId accountId, String name, String timeZone, long version);

  /** Where the merchant's day begins and ends. */
  Optional<ZoneId> zoneOf(AccountId accountId);

  /** The SAK of an account, if it has one. */
  Optional<String> keyOf(AccountId accountId);
}
