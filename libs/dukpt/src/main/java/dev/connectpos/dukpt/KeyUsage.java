package dev.connectpos.dukpt;

/** What a derived key is for, as X9.24-3 numbers it in the derivation data. */
enum KeyUsage {
  PIN_ENCRYPTION(0x1000),
  MAC_GENERATION(0x2000),
  DATA_ENCRYPTION(0x3000),
  KEY_DERIVATION(0x8000),
  INITIAL_KEY(0x8001);

  private final int code;

  KeyUsage(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
