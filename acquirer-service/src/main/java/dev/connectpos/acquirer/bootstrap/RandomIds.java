package dev.connectpos.acquirer.bootstrap;

import dev.connectpos.acquirer.application.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/** Unguessable identifiers. */
@ApplicationScoped
class RandomIds implements Ids {
  private static final int KEY_BYTES = 16;
  private static final int REFERENCE_BYTES = 24;
  private static final String BASE_62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 16;
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  RandomIds(Clock clock) {
    this.clock = clock;
  }

  /** RFC 9562: 48 bits of milliseconds, then random bits. */
  @Override
  public UUID eventId() {
    long high = (clock.millis() << 16) | VERSION_7 | (random.nextInt() & 0xFFF);
    long low = VARIANT | (random.nextLong() >>> 2);
    return new UUID(high, low);
  }

  @Override
  public String affiliationKey() {
    return HexFormat.of().formatHex(bytes(KEY_BYTES)).toUpperCase(Locale.ROOT);
  }

  @Override
  public String cardToken() {
    return "token_" + sixteen();
  }

  @Override
  public String presentmentReference() {
    return "pres_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(REFERENCE_BYTES));
  }

  @Override
  public String receivable() {
    return "pyb_" + sixteen();
  }

  @Override
  public String settlement() {
    return "stl_" + sixteen();
  }

  private String sixteen() {
    var text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(BASE_62.charAt(random.nextInt(BASE_62.length())));
    }
    return text.toString();
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
