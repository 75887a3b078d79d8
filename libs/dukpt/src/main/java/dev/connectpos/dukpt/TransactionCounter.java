package dev.connectpos.dukpt;

/**
 * The transaction counter of a terminal: 1 to 0xFFFF0000, never used twice. Values with more than
 * 16 set bits do not exist (X9.24-3 bounds the work of the host by skipping them).
 *
 * @param value the counter, unsigned
 */
public record TransactionCounter(long value) {

  /** The first counter of a freshly injected terminal. */
  public static final TransactionCounter FIRST = new TransactionCounter(1);

  /** The last counter; the terminal needs a new initial key after it. */
  public static final TransactionCounter LAST = new TransactionCounter(0xFFFF_0000L);

  private static final int MAX_SET_BITS = 16;

  /**
   * @throws IllegalArgumentException if there is no such counter
   */
  public TransactionCounter {
    if (value < 1 || value > 0xFFFF_0000L || Long.bitCount(value) > MAX_SET_BITS) {
      throw new IllegalArgumentException("there is no transaction counter " + value);
    }
  }

  /**
   * The counter after this one.
   *
   * @throws KeysExhaustedException after the last
   */
  public TransactionCounter next() {
    return after(value);
  }

  /**
   * The first counter above a value that may itself be no counter, such as the 0 of a terminal that
   * has used none.
   *
   * @throws KeysExhaustedException if there is none
   */
  public static TransactionCounter after(long used) {
    long candidate = used + 1;
    while (Long.bitCount(candidate) > MAX_SET_BITS) {
      // All values up to the carry out of the lowest set bit have more set bits, not fewer.
      candidate += Long.lowestOneBit(candidate);
    }
    if (candidate > LAST.value) {
      throw new KeysExhaustedException();
    }
    return new TransactionCounter(candidate);
  }

  int bits() {
    return (int) value;
  }
}
