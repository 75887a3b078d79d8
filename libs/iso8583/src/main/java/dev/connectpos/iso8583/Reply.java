package dev.connectpos.iso8583;

/** An answer of ours, which nobody waits for here. */
final class Reply implements Line.Outgoing {
  private final byte[] bytes;

  Reply(Codec codec, Message answer) {
    this.bytes = Frames.frame(codec.encode(answer));
  }

  @Override
  public boolean begin() {
    return true;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public void dropped() {
    // The other side asks again, if it wants to know.
  }
}
