package dev.connectpos.notification.api;

import dev.connectpos.notification.application.Accounts;
import dev.connectpos.notification.domain.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
  private static final String SCHEME = "basic ";

  private final Accounts accounts;

  Callers(Accounts accounts) {
    this.accounts = accounts;
  }

  /** The account of the caller, or 401. */
  AccountId of(@Nullable String authorization) {
    return Optional.ofNullable(authorization)
        .flatMap(Callers::user)
        .flatMap(key -> accounts.bySecretKey(sha256(key)))
        .orElseThrow(() -> new RefusedException(RefusedException.Code.UNAUTHORIZED));
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
