package dev.connectpos.local.edge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.connectpos.dukpt.BaseDerivationKey;
import dev.connectpos.dukpt.InitialKey;
import dev.connectpos.dukpt.InitialKeyId;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The key injection room of this machine: gives terminals in the browser their initial key, as the
 * launcher gives the emulators theirs. No service has one; the base derivation key stays with the
 * launcher and the acquirer.
 */
public final class KeyRoom {
  private static final int ID_BYTES = 8;

  private final String bdk;
  private final SecureRandom random;

  /**
   * @param bdk base derivation key, in hexadecimal
   */
  public KeyRoom(String bdk, SecureRandom random) {
    this.bdk = bdk;
    this.random = random;
  }

  /** A key under an id never used before: two terminals with one key would repeat its counters. */
  String inject() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    var keyId = new InitialKeyId(HexFormat.of().formatHex(id));
    try (var base = BaseDerivationKey.ofHex(bdk);
        var key = InitialKey.derive(base, keyId)) {
      return JsonNodeFactory.instance
          .objectNode()
          .put("initial_key_id", keyId.hex())
          .put("initial_key", key.exportHex())
          .toString();
    }
  }
}
