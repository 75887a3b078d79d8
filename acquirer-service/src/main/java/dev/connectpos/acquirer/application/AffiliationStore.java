package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.AffiliationService;
import dev.connectpos.acquirer.domain.AffiliationServices;
import dev.connectpos.acquirer.domain.OrderId;
import dev.connectpos.outbox.Verdict;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
   */
  record Settings(String name, String timeZone) {}

  /** Notes that an account's settings changed. */
  Verdict change(AccountId accountId, Settings settings, long version);

  /**
   * An order that is to prove an account's set-up.
   *
   * @param expiresAt not paid by then, it has proved that something is wrong
   */
  record SetupCheck(OrderId orderId, String terminalSerial, Instant startedAt, Instant expiresAt) {}

  /** Notes that a set-up check began, in the place of an earlier one. */
  Verdict check(AccountId accountId, SetupCheck check, long version);

  /** Where the merchant's day begins and ends. */
  Optional<ZoneId> zoneOf(AccountId accountId);

  /**
   * As whom the network knows a merchant, and what it may do.
   *
   * @param key the SAK
   * @param test whether its money is none, as for keys of the kind {@code sk_test_}
   */
  record Affiliate(String key, boolean test, AffiliationServices services) {}

  /** The affiliation of an account, if it has one. */
  Optional<Affiliate> affiliateOf(AccountId accountId);

  /**
   * The services as they are, locked until the transaction ends.
   *
   * @param statedVersion how many facts were stated about the affiliation
   */
  record Switchboard(AffiliationServices services, long statedVersion) {}

  /** The services of an account, if it has an affiliation. */
  Optional<Switchboard> lock(AccountId accountId);

  /**
   * A service that an operator switches.
   *
   * @param maxLength of soft descriptors; null: as it is, and for any other service
   * @param by who it is, 1 to 64 characters
   * @param reason at most 200 characters
   */
  record Switch(
      AffiliationService service,
      boolean enabled,
      @Nullable Integer maxLength,
      String by,
      @Nullable String reason) {}

  /** Keeps services that were locked as they are now, and who switched which of them. */
  void save(AccountId accountId, Switchboard now, Switch done, Instant at);

  /** Who switched a service last. */
  record Switched(Instant at, String by, @Nullable String reason) {}

  /**
   * All there is to see of an affiliation.
   *
   * @param switches those that were switched at all
   */
  record Profile(
      Affiliation affiliation,
      Instant openedAt,
      AffiliationServices services,
      Map<AffiliationService, Switched> switches,
      @Nullable SetupCheck check) {}

  /** An affiliation, for operators. */
  Optional<Profile> profile(AccountId accountId);
}
