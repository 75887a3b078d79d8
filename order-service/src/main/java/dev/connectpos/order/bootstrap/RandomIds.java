package dev.connectpos.order.bootstrap;

import dev.connectpos.order.application.Ids;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.ApiKey;
import dev.connectpos.order.domain.ApiKeyId;
import dev.connectpos.order.domain.CardId;
import dev.connectpos.order.domain.ChargeId;
import dev.connectpos.order.domain.ChargeRequestId;
import dev.connectpos.order.domain.CustomerId;
import dev.connectpos.order.domain.ItemId;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.PaymentId;
import dev.connectpos.order.domain.PrintId;
import dev.connectpos.order.domain.TransactionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * Ids of 16 word characters: eight of the time, in base 62, so that they sort by it and fill their
 * indexes from one side, and eight of chance (47 bits for each millisecond).
 */
@ApplicationScoped
class RandomIds implements Ids {
  /** In the order of their bytes, so that text in COLLATE "C" sorts as the numbers do. */
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final int PART = 8;

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  RandomIds(Clock clock) {
    this.clock = clock;
  }

  @Override
  public AccountId account() {
    return new AccountId(next("acc_"));
  }

  @Override
  public ApiKeyId apiKey() {
    return new ApiKeyId(next("key_"));
  }

  @Override
  public OrderId order() {
    return new OrderId(next("or_"));
  }

  @Override
  public PaymentId payment() {
    return new PaymentId(next("pay_"));
  }

  /** 95 bits of the text's SHA-256; it sorts by nothing. */
  @Override
  public PaymentId paymentOf(String text) {
    var rest = new BigInteger(ApiKey.sha256(text), 16);
    var id = new StringBuilder("pay_");
    var base = BigInteger.valueOf(BASE62.length());
    for (int i = 0; i < 2 * PART; i++) {
      var parts = rest.divideAndRemainder(base);
      id.append(BASE62.charAt(parts[1].intValue()));
      rest = parts[0];
    }
    return new PaymentId(id.toString());
  }

  @Override
  public ChargeId charge() {
    return new ChargeId(next("ch_"));
  }

  @Override
  public TransactionId transaction() {
    return new TransactionId(next("tran_"));
  }

  @Override
  public ChargeRequestId chargeRequest() {
    return new ChargeRequestId(next("req_"));
  }

  @Override
  public CustomerId customer() {
    return new CustomerId(next("cus_"));
  }

  @Override
  public ItemId item() {
    return new ItemId(next("oi_"));
  }

  @Override
  public CardId card() {
    return new CardId(next("card_"));
  }

  @Override
  public PrintId print() {
    return new PrintId(next("print_"));
  }

  @Override
  public String orderCode() {
    return chance(new StringBuilder(), 10, 36).toString();
  }

  @Override
  public String secret() {
    return chance(new StringBuilder(), 2 * PART, BASE62.length()).toString();
  }

  /** Version 7 (RFC 9562): 48 bits of milliseconds, the rest chance. */
  @Override
  public UUID event() {
    long high = (clock.millis() << 16) | 0x7000 | random.nextInt(0x1000);
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private String next(String prefix) {
    var id = new StringBuilder(prefix).repeat('0', PART);
    long millis = clock.millis();
    for (int i = id.length() - 1; i >= prefix.length(); i--) {
      id.setCharAt(i, BASE62.charAt((int) (millis % BASE62.length())));
      millis /= BASE62.length();
    }
    return chance(id, PART, BASE62.length()).toString();
  }

  private StringBuilder chance(StringBuilder text, int length, int symbols) {
    for (int i = 0; i < length; i++) {
      text.append(BASE62.charAt(random.nextInt(symbols)));
    }
    return text;
  }
}
