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

  /**
   * What an account's settings say.
   *
   * @param name the merchant's registered name
   * @param timeZone IANA zone of the merchant's day
   * @param zeroDollarAllowed whether cards are verified before they are saved (A7)
   */
  record Settings(String name, String timeZone, boolean zeroDollarAllowed) {}

  /** Notes that an account's settings changed. */
  Verdict change(AccountId accountId, Settings settings, long version);

  /** Where the merchant's day begins and ends. */
  Optional<ZoneId> zoneOf(AccountId accountId);

  /**
   * As whom the network knows a merchant.
   *
   * @param key the SAK
   * @param test whether its money is none, as for keys of the kind {@code sk_test_}
   * @param zeroDollarAllowed see {@link Settings}
   */
  record Affiliate(String key, boolean test, boolean zeroDollarAllowed) {}

  /** The affiliation of an account, if it has one. */
  Optional<Affiliate> affiliateOf(AccountId accountId);
}
