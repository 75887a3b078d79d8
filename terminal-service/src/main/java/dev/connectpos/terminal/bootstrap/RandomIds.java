package dev.connectpos.terminal.bootstrap;

import dev.connectpos.terminal.application.Ids;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.PairingId;
import dev.connectpos.terminal.domain.PaymentId;
import dev.connectpos.terminal.domain.RequestId;
import dev.connectpos.terminal.domain.TerminalId;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.UUID;

/**
 * Ids of 16 characters in base 62: eight of the time in milliseconds, so that they sort by age and
 * indexes grow at one end, and eight of randomness (47 bits per millisecond).
 */
@ApplicationScoped
class RandomIds implements Ids {
  private static final String BASE_62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String UNAMBIGUOUS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  private static final int CODE_LENGTH = 6;
  private static final int HALF = 8;
  private static final int SECRET_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  RandomIds(Clock clock) {
    this.clock = clock;
  }

  @Override
  public TerminalId terminal() {
    return new TerminalId("term_" + sixteen());
  }

  @Override
  public PaymentId payment() {
    return new PaymentId("pay_" + sixteen());
  }

  @Override
  public RequestId request() {
    return new RequestId("req_" + sixteen());
  }

  @Override
  public OrderId order() {
    return new OrderId("or_" + sixteen());
  }

  @Override
  public PairingId pairing() {
    return new PairingId("pair_" + sixteen());
  }

  @Override
  public UUID event() {
    long time = (clock.millis() << 16) | 0x7000 | random.nextInt(1 << 12);
    long rest = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(time, rest);
  }

  @Override
  public String pairingCode() {
    return characters(UNAMBIGUOUS, CODE_LENGTH);
  }

  @Override
  public String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private String sixteen() {
    var id = new char[HALF];
    long time = clock.millis();
    for (int i = HALF - 1; i >= 0; i--) {
      id[i] = BASE_62.charAt(Math.toIntExact(time % BASE_62.length()));
      time /= BASE_62.length();
    }
    return new String(id) + characters(BASE_62, HALF);
  }

  private String characters(String alphabet, int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
