package dev.connectpos.outbox;

/** What became of a message. */
public enum Verdict {
  /** Its effect is committed. */
  APPLIED,
  /** It was applied before; nothing was done. */
  DUPLICATE,
  /** A message of the same aggregate that comes before it is missing; nothing was done. */
  GAP;

  /**
   * What to do with a message, by the version kept on the row that it would update.
   *
   * @param lastApplied version of the last message applied to the row, 0 if none
   * @param incoming version of the message, from 1
   * @return {@link #APPLIED} if the message is the next one and its effect is to be committed
   */
  public static Verdict of(long lastApplied, long incoming) {
    if (incoming <= lastApplied) {
      return DUPLICATE;
    }
    return incoming == lastApplied + 1 ? APPLIED : GAP;
  }
}
