package dev.connectpos.notification.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Who can be met at an address, which decides whether an account may have us call there. */
enum Reach {
  /** Anybody on the internet. */
  PUBLIC,
  /** Neighbours on a network of ours, and ourselves. */
  PRIVATE,
  /** Nobody that an account may name: the machine's own metadata, groups, no host at all. */
  NEVER;

  private static final List<Block> NEVER_BLOCKS =
      Block.all(
          // "This" network: on Linux 0.0.0.0 is the machine itself.
          "0.0.0.0/8",
          // Link-local, and where clouds answer with a machine's credentials.
          "169.254.0.0/16",
          "100.100.100.200/32",
          "192.0.0.0/24",
          "fe80::/10",
          "fd00:ec2::254/128",
          "fd20:ce::254/128",
          // Multicast, reserved, broadcast, unspecified.
          "224.0.0.0/4",
          "240.0.0.0/4",
          "ff00::/8",
          "::/128",
          // Teredo: an IPv4 address in disguise.
          "2001::/32");

  private static final List<Block> PRIVATE_BLOCKS =
      Block.all(
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "::1/128",
          "fc00::/7",
          "fec0::/10",
          "64:ff9b:1::/48");

  /** IPv6 in which an IPv4 address stands, and where: translators pass these on to it. */
  private static final List<Embedding> EMBEDDINGS =
      List.of(
          new Embedding(Block.of("64:ff9b::/96"), 12),
          new Embedding(Block.of("::ffff:0:0:0/96"), 12),
          new Embedding(Block.of("2002::/16"), 2));

  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
  private static final byte[] COMPATIBLE = new byte[12];

  /** Who is met there. */
  static Reach of(InetAddress address) {
    return of(address.getAddress());
  }

  /**
   * @param bytes 4 or 16
   */
  static Reach of(byte[] bytes) {
    if (NEVER_BLOCKS.stream().anyMatch(block -> block.contains(bytes))) {
      return NEVER;
    }
    if (PRIVATE_BLOCKS.stream().anyMatch(block -> block.contains(bytes))) {
      return PRIVATE;
    }
    if (bytes.length == 16 && (begins(bytes, MAPPED) || begins(bytes, COMPATIBLE))) {
      return of(Arrays.copyOfRange(bytes, 12, 16));
    }
    return EMBEDDINGS.stream()
        .filter(embedding -> embedding.block.contains(bytes))
        .findFirst()
        .map(embedding -> of(Arrays.copyOfRange(bytes, embedding.at, embedding.at + 4)))
        .orElse(PUBLIC);
  }

  private static boolean begins(byte[] bytes, byte[] prefix) {
    return Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  private record Embedding(Block block, int at) {}

  /** Addresses with the same first bits. */
  @SuppressWarnings("ArrayRecordComponent") // Compared bit by bit, here alone.
  private record Block(byte[] prefix, int bits) {

    static List<Block> all(String... texts) {
      return Arrays.stream(texts).map(Block::of).toList();
    }

    /** Literals only, so no name is asked for. */
    static Block of(String text) {
      String[] parts = text.split("/", 2);
      try {
        return new Block(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(text, e);
      }
    }

    boolean contains(byte[] address) {
      if (address.length != prefix.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if (((address[bit / 8] ^ prefix[bit / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
