package dev.connectpos.dukpt;

import java.util.Arrays;

/**
 * The key at the root of all terminals' keys (BDK), AES-128 or AES-256. It lives with the host and
 * nowhere else. Safe to share between threads until it is closed.
 */
public final class BaseDerivationKey implements AutoCloseable {

  private final byte[] key;

  private BaseDerivationKey(byte[] key) {
    this.key = key;
  }

  /**
   * @param key 16 or 32 bytes, copied
   * @throws IllegalArgumentException if it has another length
   */
  public static BaseDerivationKey of(byte[] key) {
    return new BaseDerivationKey(Derivation.checkedCopy(key));
  }

  /**
   * @param hex 32 or 64 hexadecimal digits
   * @throws IllegalArgumentException if it is anything else; the message never repeats the key
   */
  public static BaseDerivationKey ofHex(String hex) {
    return new BaseDerivationKey(Derivation.keyOfHex(hex));
  }

  /**
   * The keys of one transaction, derived at once from its serial number: the host keeps no state
   * per terminal. Close them when the transaction's data has been read.
   */
  public WorkingKeys workingKeys(KeySerialNumber ksn) {
    try (var initialKey = InitialKey.derive(this, ksn.initialKeyId())) {
      return initialKey.workingKeys(ksn.counter());
    }
  }

  byte[] bytes() {
    return key;
  }

  /** Forgets the key. */
  @Override
  public void close() {
    Arrays.fill(key, (byte) 0);
  }

  @Override
  public String toString() {
    return "BaseDerivationKey[***]";
  }
}
