package dev.connectpos.dukpt;

import java.util.Arrays;

/**
 * The keys of one transaction, one for each use, all AES-128 whatever the length of the BDK (the
 * terminal protocol names AES-128). Every array handed out is the caller's to wipe.
 */
public final class WorkingKeys implements AutoCloseable {

  static final int KEY_BYTES = 16;

  private final KeySerialNumber ksn;
  private final byte[] derivationKey;

  WorkingKeys(KeySerialNumber ksn, byte[] derivationKey) {
    this.ksn = ksn;
    this.derivationKey = derivationKey;
  }

  /** Whose keys they are. */
  public KeySerialNumber ksn() {
    return ksn;
  }

  /** The key PIN blocks are enciphered under (usage 1000), 16 bytes. */
  public byte[] pin() {
    return Derivation.workingKey(derivationKey, KeyUsage.PIN_ENCRYPTION, ksn);
  }

  /** The key message authentication codes are made with (usage 2000), 16 bytes. */
  public byte[] macGeneration() {
    return Derivation.workingKey(derivationKey, KeyUsage.MAC_GENERATION, ksn);
  }

  /** The key card data is encrypted under (usage 3000), 16 bytes. */
  public byte[] data() {
    return Derivation.workingKey(derivationKey, KeyUsage.DATA_ENCRYPTION, ksn);
  }

  byte[] derivationKey() {
    return derivationKey;
  }

  /** Forgets the keys. */
  @Override
  public void close() {
    Arrays.fill(derivationKey, (byte) 0);
  }

  @Override
  public String toString() {
    return "WorkingKeys[" + ksn + ", ***]";
  }
}
