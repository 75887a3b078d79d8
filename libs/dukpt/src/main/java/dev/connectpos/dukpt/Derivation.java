package dev.connectpos.dukpt;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The derivation of X9.24-3, section 6: every key is AES, under its parent, of derivation data that
 * names the block, the usage, the algorithm, the key's length and the context.
 *
 * <p>The derivation key of a counter is found from the initial key by walking the counter's set
 * bits from the highest to the lowest and deriving once at each, with the bits met so far as
 * context.
 */
final class Derivation {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int VERSION = 1;

  private Derivation() {}

  static byte[] initialKey(byte[] bdk, InitialKeyId id) {
    return derive(bdk, KeyUsage.INITIAL_KEY, bdk.length, id.bytes());
  }

  static byte[] derivationKey(byte[] initialKey, KeySerialNumber ksn) {
    int counter = ksn.counter().bits();
    byte[] key = initialKey.clone();
    int walked = 0;
    for (int bit = 1 << 31; bit != 0; bit >>>= 1) {
      if ((counter & bit) != 0) {
        walked |= bit;
        byte[] next =
            derive(key, KeyUsage.KEY_DERIVATION, key.length, context(ksn.initialKeyId(), walked));
        Arrays.fill(key, (byte) 0);
        key = next;
      }
    }
    return key;
  }

  static byte[] workingKey(byte[] derivationKey, KeyUsage usage, KeySerialNumber ksn) {
    byte[] context = context(ksn.initialKeyId(), ksn.counter().bits());
    return derive(derivationKey, usage, WorkingKeys.KEY_BYTES, context);
  }

  /** A private copy, refused unless it is an AES-128 or AES-256 key. */
  static byte[] checkedCopy(byte[] key) {
    if (key.length != 16 && key.length != 32) {
      throw new IllegalArgumentException("a key has 16 or 32 bytes, not " + key.length);
    }
    return key.clone();
  }

  /** Bytes of a key written in hexadecimal; the message of a refusal never repeats the text. */
  static byte[] keyOfHex(String hex) {
    try {
      return checkedCopy(HEX.parseHex(hex));
    } catch (IllegalArgumentException e) {
      // The cause would quote characters of the key.
      throw new IllegalArgumentException("a key is 32 or 64 hexadecimal digits");
    }
  }

  private static byte[] context(InitialKeyId id, int counter) {
    return ByteBuffer.allocate(8).put(id.bytes(), 4, 4).putInt(counter).array();
  }

  private static byte[] derive(byte[] parent, KeyUsage usage, int keyBytes, byte[] context) {
    var cipher = new AesBlock(parent);
    var key = ByteBuffer.allocate(keyBytes);
    for (int block = 1; key.hasRemaining(); block++) {
      var data =
          ByteBuffer.allocate(AesBlock.BYTES)
              .put((byte) VERSION)
              .put((byte) block)
              .putShort((short) usage.code())
              .putShort((short) (keyBytes == 32 ? 4 : 2))
              .putShort((short) (keyBytes * Byte.SIZE))
              .put(context);
      key.put(cipher.encrypt(data.array()));
    }
    return key.array();
  }
}
