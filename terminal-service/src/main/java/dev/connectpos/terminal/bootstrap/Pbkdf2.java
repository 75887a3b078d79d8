package dev.connectpos.terminal.bootstrap;

import dev.connectpos.terminal.application.Ids;
import dev.connectpos.terminal.application.PasswordHashing;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Administrative passwords are few digits, so each hash has a salt of its own and is slow. It names
 * its own cost, so that it can be raised later.
 */
@ApplicationScoped
class Pbkdf2 implements PasswordHashing {
  private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
  private static final String NAME = "pbkdf2-sha256";
  private static final int ITERATIONS = 210_000;
  private static final int BITS = 256;

  private final Ids ids;

  Pbkdf2(Ids ids) {
    this.ids = ids;
  }

  @Override
  public String hash(String password) {
    String salt = ids.secret();
    return NAME + "$" + ITERATIONS + "$" + salt + "$" + derived(password, salt, ITERATIONS);
  }

  @Override
  public boolean matches(String password, String hash) {
    String[] parts = hash.split("\\$", -1);
    if (parts.length != 4 || !parts[0].equals(NAME)) {
      throw new IllegalStateException("not a hash of an administrative password");
    }
    String derived = derived(password, parts[2], Integer.parseInt(parts[1]));
    return MessageDigest.isEqual(
        derived.getBytes(StandardCharsets.UTF_8), parts[3].getBytes(StandardCharsets.UTF_8));
  }

  private static String derived(String password, String salt, int iterations) {
    var spec =
        new PBEKeySpec(
            password.toCharArray(), salt.getBytes(StandardCharsets.UTF_8), iterations, BITS);
    try {
      byte[] key = SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
      return HexFormat.of().formatHex(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no " + ALGORITHM + " in this JDK", e);
    } finally {
      spec.clearPassword();
    }
  }
}
