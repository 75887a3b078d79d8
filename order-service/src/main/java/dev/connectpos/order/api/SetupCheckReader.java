package dev.connectpos.order.api;

/** Reads on which terminal a set-up check is to be done. */
final class SetupCheckReader {
  private static final int MAX_SERIAL = 64;

  private SetupCheckReader() {}

  /**
   * The terminal's serial number.
   *
   * @throws Refusal if the body names none
   */
  static String serialNumber(JsonBody body) {
    var complaints = new Complaints();
    var serial = Fields.of(body.json(), complaints).requiredText("serial_number", MAX_SERIAL);
    if (!complaints.none()) {
      throw Refusal.invalid(complaints, body);
    }
    return serial;
  }
}
