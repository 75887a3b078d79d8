package dev.connectpos.order.application;

import dev.connectpos.order.domain.AccountId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The terminals of merchants (T1, T3, T4, T9), as terminal-service has them, and how an account's
 * terminals are set up. What is asked twice is done once and answered the same. Every call throws
 * {@link PeerUnreachableException} if nobody can tell.
 */
public interface MerchantTerminals {

  /**
   * A terminal as it stands.
   *
   * @param mode direct or listed
   * @param active whether it takes orders (T4)
   * @param online whether it is connected now
   * @param lastSeenAt null: it never was
   * @param replacedBy the serial number of the terminal that took its place (T3)
   */
  record MerchantTerminal(
      String id,
      String serialNumber,
      String model,
      String mode,
      boolean active,
      boolean online,
      @Nullable Instant lastSeenAt,
      @Nullable String appVersion,
      Instant createdAt,
      @Nullable String replacedBy) {}

  /**
   * How an account's terminals are set up.
   *
   * @param printing whether documents of PDVs are printed (O10)
   * @param adminPasswordSet whether operators can open the administration (T6)
   */
  record Settings(boolean printing, boolean adminPasswordSet) {}

  /** All of an account, the oldest first. */
  Heard<List<MerchantTerminal>> list(AccountId account);

  /** One of them, by its id or its serial number. */
  Heard<MerchantTerminal> find(AccountId account, String idOrSerial);

  /** Claims the terminal that shows the code. */
  Heard<MerchantTerminal> register(AccountId account, String pairingCode, String mode);

  /** Lets a terminal take orders, in a mode. */
  Heard<MerchantTerminal> activate(AccountId account, String id, String mode);

  /** Lets a terminal take no more orders. */
  Heard<MerchantTerminal> deactivate(AccountId account, String id);

  /** Puts the terminal that shows the code in the place of another; answers the new one. */
  Heard<MerchantTerminal> replace(AccountId account, String id, String pairingCode);

  /** How the account's terminals are set up. */
  Heard<Settings> settings(AccountId account);

  /** Lets documents of the account's PDVs be printed, or not. */
  Heard<Settings> allowPrinting(AccountId account, boolean printing);

  /**
   * Sets the password of the administration on the account's terminals.
   *
   * @param password 4 to 8 digits; nowhere kept, hashed or logged here
   * @return whether there is one now
   */
  Heard<Boolean> setAdminPassword(AccountId account, String password);

  /** Removes it. */
  Heard<Boolean> removeAdminPassword(AccountId account);
}
