package dev.connectpos.dukpt;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The key one terminal was given (IK), from which all keys of its transactions come. It has the
 * length of its BDK. Safe to share between threads until it is closed.
 */
public final class InitialKey implements AutoCloseable {

  private final InitialKeyId id;
  private final byte[] key;

  private InitialKey(InitialKeyId id, byte[] key) {
    this.id = id;
    this.key = key;
  }

  /** The initial key of a terminal, as the host injects it. */
  public static InitialKey derive(BaseDerivationKey bdk, InitialKeyId id) {
    return new InitialKey(id, Derivation.initialKey(bdk.bytes(), id));
  }

  /**
   * The initial key as a terminal keeps it.
   *
   * @param id which key it is
   * @param hex 32 or 64 hexadecimal digits
   * @throws IllegalArgumentException if it is anything else; the message never repeats the key
   */
  public static InitialKey ofHex(InitialKeyId id, String hex) {
    return new InitialKey(id, Derivation.keyOfHex(hex));
  }

  /** Which key it is. */
  public InitialKeyId id() {
    return id;
  }

  /** The keys of one transaction. Close them when its data has been encrypted. */
  public WorkingKeys workingKeys(TransactionCounter counter) {
    var ksn = new KeySerialNumber(id, counter);
    return new WorkingKeys(ksn, Derivation.derivationKey(key, ksn));
  }

  /** The key in hexadecimal, for the injection and the terminal's own store. A secret. */
  public String exportHex() {
    return HexFormat.of().withUpperCase().formatHex(key);
  }

  /** Forgets the key. */
  @Override
  public void close() {
    Arrays.fill(key, (byte) 0);
  }

  @Override
  public String toString() {
    return "InitialKey[" + id + ", ***]";
  }
}
