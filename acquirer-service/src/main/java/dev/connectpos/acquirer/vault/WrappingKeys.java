package dev.connectpos.acquirer.vault;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that wrap the vault's data keys, from the environment. The first one wraps what is new;
 * the others open what they wrapped before.
 */
public final class WrappingKeys {
  private static final String FORM =
      "connect.vault-keys (CONNECT_VAULT_KEYS) is a list of <id>:<64 hex digits>, the current one"
          + " first, separated by commas, each id once";

  private final Map<String, SecretKey> byId;
  private final String current;

  private WrappingKeys(Map<String, SecretKey> byId) {
    this.byId = byId;
    this.current = byId.keySet().iterator().next();
  }

  /**
   * Reads a list such as {@code 2027:00…ff,2026:01…fe}.
   *
   * @throws IllegalArgumentException if it is none; it is never repeated
   */
  public static WrappingKeys parse(String list) {
    var keys = new LinkedHashMap<String, SecretKey>();
    for (String key : list.split(",", -1)) {
      String text = key.strip();
      int colon = text.indexOf(':');
      if (!text.matches("[0-9A-Za-z_-]{1,32}:[0-9A-Fa-f]{64}")
          || keys.put(
                  text.substring(0, colon),
                  new SecretKeySpec(HexFormat.of().parseHex(text.substring(colon + 1)), "AES"))
              != null) {
        throw new IllegalArgumentException(FORM);
      }
    }
    return new WrappingKeys(keys);
  }

  /** The id of the key that wraps what is new. */
  String current() {
    return current;
  }

  /** A key, unless it was taken out. */
  Optional<SecretKey> key(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public String toString() {
    return "WrappingKeys[" + byId.keySet() + "]";
  }
}
