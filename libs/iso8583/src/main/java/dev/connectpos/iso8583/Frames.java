package dev.connectpos.iso8583;

import java.io.DataInputStream;
import java.io.IOException;

/** Two bytes of length, the more significant first, and then as many of a message. */
final class Frames {
  private static final int PREFIX = 2;

  /** No message of ours comes near it; what does is not one. */
  static final int LONGEST = 2048;

  private Frames() {}

  /** The bytes with their length before them. */
  static byte[] frame(byte[] message) {
    var framed = new byte[PREFIX + message.length];
    framed[0] = (byte) (message.length >> Byte.SIZE);
    framed[1] = (byte) message.length;
    System.arraycopy(message, 0, framed, PREFIX, message.length);
    return framed;
  }

  /**
   * Waits for the next message.
   *
   * @throws UnreadableMessageException if its length cannot be one
   */
  static byte[] read(DataInputStream in) throws IOException, UnreadableMessageException {
    int length = in.readUnsignedShort();
    if (length == 0 || length > LONGEST) {
      throw new UnreadableMessageException("its length is " + length);
    }
    var message = new byte[length];
    in.readFully(message);
    return message;
  }
}
