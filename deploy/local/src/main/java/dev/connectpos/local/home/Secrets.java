package dev.connectpos.local.home;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;

/** What must not be guessed, generated once per data folder and kept in {@code secrets.env}. */
public final class Secrets {
  private static final int KEY_BYTES = 16;
  private static final int TOKEN_BYTES = 24;
  private static final int VAULT_KEY_BYTES = 32;

  private final EnvFile file;
  private final SecureRandom random = new SecureRandom();

  /** Opens the secrets of a home; those that are missing are made when asked for. */
  public Secrets(Home home) {
    this.file = new EnvFile(home.secrets());
  }

  /** Password of PostgreSQL's superuser. */
  public String postgresPassword() {
    return secret("POSTGRES_PASSWORD", this::token);
  }

  /** Password of the role that owns a database. */
  public String databasePassword(String database) {
    return secret("DB_PASSWORD_" + database.toUpperCase(java.util.Locale.ROOT), this::token);
  }

  /** Bearer token of the operators' routes. */
  public String adminToken() {
    return secret("ADMIN_TOKEN", this::token);
  }

  /** Bearer token between terminal-service and acquirer-service. */
  public String internalToken() {
    return secret("INTERNAL_TOKEN", this::token);
  }

  /** The base derivation key of AES DUKPT, 32 hexadecimal digits. */
  public String bdk() {
    return secret("BDK", () -> HexFormat.of().formatHex(bytes(KEY_BYTES)));
  }

  /** Makes the tokens of stored cards. */
  public String cardTokenKey() {
    return secret("CARD_TOKEN_KEY", this::token);
  }

  /** Wraps the data keys of the card vault: an id and 64 hexadecimal digits. */
  public String vaultKeys() {
    return secret("VAULT_KEYS", () -> "local:" + HexFormat.of().formatHex(bytes(VAULT_KEY_BYTES)));
  }

  /** Seals webhook secrets at rest, 32 hexadecimal digits. */
  public String sealingKey() {
    return secret("SEALING_KEY", () -> HexFormat.of().formatHex(bytes(KEY_BYTES)));
  }

  /** Secret of the demo PDV's webhook endpoint, {@code whsec_…}. */
  public String webhookSecret() {
    return secret(
        "WEBHOOK_SECRET", () -> "whsec_" + Base64.getEncoder().encodeToString(bytes(TOKEN_BYTES)));
  }

  /** Tells the seeds of this home from those of any other; part of their idempotency keys. */
  public String homeId() {
    return secret("HOME_ID", () -> HexFormat.of().formatHex(bytes(KEY_BYTES)));
  }

  /** Something never said before. */
  public String nonce() {
    return HexFormat.of().formatHex(bytes(KEY_BYTES));
  }

  private synchronized String secret(String name, Supplier<String> generator) {
    String known = file.get(name);
    if (known != null) {
      return known;
    }
    String made = generator.get();
    file.put(name, made);
    return made;
  }

  private String token() {
    return HexFormat.of().formatHex(bytes(TOKEN_BYTES));
  }

  private byte[] bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
