package dev.connectpos.iso8583;

/** Who is told how the link is. Called on the link's own threads, which wait for it. */
public interface LinkObserver {

  /** It is signed on. */
  void up();

  /** It is not, or could not be. */
  void down(String why);

  /** Something came that nobody waits for: an answer that is late, or what was never asked for. */
  void unexpected(Message message);
}
