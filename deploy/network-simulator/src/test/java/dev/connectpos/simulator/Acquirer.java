package dev.connectpos.simulator;

import dev.connectpos.iso8583.Field;
import dev.connectpos.iso8583.Link;
import dev.connectpos.iso8583.LinkObserver;
import dev.connectpos.iso8583.LinkSettings;
import dev.connectpos.iso8583.Message;
import dev.connectpos.iso8583.MessageType;
import dev.connectpos.iso8583.NoAnswerException;
import dev.connectpos.iso8583.NotSentException;
import java.time.Clock;
import java.time.Duration;

/** The other side, for tests: asks, and says what came of it. */
final class Acquirer implements AutoCloseable {
  static final String LOST = "lost";

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Link link;
  private volatile boolean up;

  Acquirer(int port) {
    var settings =
        new LinkSettings(
            "127.0.0.1",
            port,
            Duration.ofSeconds(120),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            100);
    link = new Link(settings, Clock.systemUTC(), new Ear());
    link.open();
  }

  /** The action code of an authorization, or {@link #LOST}. */
  String authorize(String reference, String card, long amountMinor, Duration limit)
      throws InterruptedException, NotSentException {
    var request =
        Message.of(MessageType.AUTHORIZATION_REQUEST)
            .with(Field.CARD_NUMBER, card)
            .with(Field.EXPIRY, "4912")
            .with(Field.PROCESSING_CODE, "003000")
            .with(Field.POINT_OF_SERVICE, "510101500344")
            .with(Field.FUNCTION, "100")
            .with(Field.AMOUNT, Long.toString(amountMinor))
            .with(Field.CURRENCY, "986")
            .with(Field.CONDITIONS, "LM")
            .with(Field.REFERENCE, reference);
    return action(request, limit);
  }

  String authorize(String reference, long amountMinor)
      throws InterruptedException, NotSentException {
    return authorize(reference, "4111111111111111", amountMinor, LIMIT);
  }

  Message enquire(String reference)
      throws InterruptedException, NotSentException, NoAnswerException {
    var request =
        Message.of(MessageType.ADMINISTRATIVE_REQUEST)
            .with(Field.FUNCTION, "680")
            .with(Field.REFERENCE, reference);
    return link.call(request, LIMIT);
  }

  String reverse(MessageType type, String reference) throws InterruptedException, NotSentException {
    return action(
        Message.of(type).with(Field.FUNCTION, "400").with(Field.REFERENCE, reference), LIMIT);
  }

  String refund(String reference, String request, long amountMinor)
      throws InterruptedException, NotSentException {
    return action(
        Message.of(MessageType.FINANCIAL_REQUEST)
            .with(Field.PROCESSING_CODE, "200000")
            .with(Field.AMOUNT, Long.toString(amountMinor))
            .with(Field.REFERENCE, reference)
            .with(Field.REQUEST, request),
        LIMIT);
  }

  String action(Message request, Duration limit) throws InterruptedException, NotSentException {
    try {
      return link.call(request, limit).text(Field.ACTION);
    } catch (NoAnswerException _) {
      return LOST;
    }
  }

  @Override
  public void close() {
    link.close();
  }

  boolean isUp() {
    return up;
  }

  private final class Ear implements LinkObserver {
    @Override
    public void up() {
      up = true;
    }

    @Override
    public void down(String why) {
      up = false;
    }

    @Override
    public void unexpected(Message answer) {
      // Late ones are of no interest here.
    }
  }
}
