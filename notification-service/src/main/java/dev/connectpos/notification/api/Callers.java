package dev.connectpos.notification.api;

import dev.connectpos.notification.application.Accounts;
import dev.connectpos.notification.application.SecretVault;
import dev.connectpos.notification.domain.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows a caller by HTTP Basic with the secret key as user. Any password does, as with the
 * incumbent: some of its SDKs cannot send an empty one.
 */
@ApplicationScoped
class Callers {
  /** Holds a session: the hash of a key and when it ends, sealed. */
  static final String COOKIE = "connect_events";

  static final Duration SESSION = Duration.ofHours(12);

  private static final String SCHEME = "basic ";
  private static final String PURPOSE = "session of /events";

  private final Accounts accounts;
  private final SecretVault vault;
  private final Clock clock;

  Callers(Accounts accounts, SecretVault vault, Clock clock) {
    this.accounts = accounts;
    this.vault = vault;
    this.clock = clock;
  }

  /** The account of the caller, or 401. */
  AccountId of(@Nullable String authorization) {
    return Optional.ofNullable(authorization)
        .flatMap(Callers::user)
        .flatMap(key -> accounts.bySecretKey(sha256(key)))
        .orElseThrow(() -> new RefusedException(RefusedException.Code.UNAUTHORIZED));
  }

  /** The account of the caller by header or, without one, by session, or 401. */
  AccountId of(@Nullable String authorization, @Nullable String session) {
    return authorization != null || session == null
        ? of(authorization)
        : keyOf(session)
            .flatMap(accounts::bySecretKey)
            .orElseThrow(() -> new RefusedException(RefusedException.Code.UNAUTHORIZED));
  }

  /** A session for the key in the header, or 401. It opens no longer than the key does. */
  String session(@Nullable String authorization) {
    var _ = of(authorization);
    String key = Optional.ofNullable(authorization).flatMap(Callers::user).orElseThrow();
    String content = sha256(key) + " " + clock.instant().plus(SESSION).getEpochSecond();
    byte[] sealed = vault.seal(content.getBytes(StandardCharsets.US_ASCII), PURPOSE);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  private Optional<String> keyOf(String session) {
    try {
      byte[] opened = vault.open(Base64.getUrlDecoder().decode(session), PURPOSE);
      String[] parts = new String(opened, StandardCharsets.US_ASCII).split(" ", 2);
      boolean live = clock.instant().getEpochSecond() < Long.parseLong(parts[1]);
      return live ? Optional.of(parts[0]) : Optional.empty();
    } catch (IllegalArgumentException | IllegalStateException _) {
      // Not one of ours, or sealed with a key that is no longer in use.
      return Optional.empty();
    }
  }

  private static Optional<String> user(String authorization) {
    if (!authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip());
      String credentials = new String(decoded, StandardCharsets.UTF_8);
      int colon = credentials.indexOf(':');
      return Optional.of(colon < 0 ? credentials : credentials.substring(0, colon));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String sha256(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
