package dev.connectpos.notification.domain;

/**
 * How often a delivery was tried. Every attempt has its own number for ever; which of them count
 * against the schedule is another matter.
 *
 * @param begun how many have begun; durable, and the number of the last one
 * @param forgiven how many of these do not count: no request was made, or a replay began anew
 */
public record Attempts(int begun, int forgiven) {

  /** Of a delivery not tried yet. */
  public static final Attempts NONE = new Attempts(0, 0);

  public Attempts {
    if (forgiven < 0 || forgiven > begun) {
      throw new IllegalArgumentException(forgiven + " of " + begun + " attempts forgiven");
    }
  }

  /** How many count: where the delivery stands in its schedule. */
  public int spent() {
    return begun - forgiven;
  }

  Attempts next() {
    return new Attempts(begun + 1, forgiven);
  }

  Attempts withoutLast() {
    return new Attempts(begun, forgiven + 1);
  }

  Attempts fromLastOn() {
    return new Attempts(begun, begun - 1);
  }

  Attempts anew() {
    return new Attempts(begun, begun);
  }
}
