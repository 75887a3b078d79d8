package dev.connectpos.acquirer.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.connectpos.acquirer.application.CardSafe;
import dev.connectpos.acquirer.application.Envelope;
import dev.connectpos.acquirer.application.PresentedCard;
import dev.connectpos.acquirer.application.PublicCard;
import dev.connectpos.acquirer.application.TypedCard;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.CardFacts;
import dev.connectpos.acquirer.domain.CardFunding;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Envelope encryption: every row has a data key of its own, used once, which is wrapped by a key
 * from the environment. Both seals name the row, so that no row can be given another's contents.
 *
 * <p>A new wrapping key needs no card to be opened: only data keys are wrapped anew.
 */
@ApplicationScoped
class EnvelopeCardSafe implements CardSafe {
  private static final int KEY_BYTES = 32;
  private static final String SEPARATOR = " ";

  private final WrappingKeys keys;
  private final CardFingerprints fingerprints;
  private final SecureRandom random = new SecureRandom();
  private final AesGcm cipher = new AesGcm(random);

  EnvelopeCardSafe(WrappingKeys keys, CardFingerprints fingerprints) {
    this.keys = keys;
    this.fingerprints = fingerprints;
  }

  @Override
  public Examined examine(TypedCard typed, YearMonth month) {
    return TypedCardRules.examine(typed, month);
  }

  @Override
  public Optional<Implausible> examine(PublicCard facts, YearMonth month) {
    return TypedCardRules.fault(facts.holderName(), facts.expiry(), month);
  }

  @Override
  public Envelope seal(String row, PresentedCard card) {
    byte[] dataKey = new byte[KEY_BYTES];
    byte[] plain = contents(card).getBytes(UTF_8);
    random.nextBytes(dataKey);
    try {
      String sealed = cipher.seal(aes(dataKey), plain, row.getBytes(UTF_8));
      return new Envelope(keys.current(), wrap(row, dataKey), sealed);
    } finally {
      Arrays.fill(dataKey, (byte) 0);
      Arrays.fill(plain, (byte) 0);
    }
  }

  private String wrap(String row, byte[] dataKey) {
    SecretKey wrapping = keys.key(keys.current()).orElseThrow();
    return cipher.seal(wrapping, dataKey, row.getBytes(UTF_8));
  }

  private static String contents(PresentedCard card) {
    String code = card.securityCode();
    return code == null ? card.number() : card.number() + SEPARATOR + code;
  }

  @Override
  public Optional<PresentedCard> open(String row, Envelope sealed, YearMonth expiry) {
    return dataKey(row, sealed)
        .flatMap(
            dataKey -> {
              try {
                return cipher.open(aes(dataKey), sealed.contents(), row.getBytes(UTF_8));
              } finally {
                Arrays.fill(dataKey, (byte) 0);
              }
            })
        .map(plain -> card(plain, expiry));
  }

  private static PresentedCard card(byte[] plain, YearMonth expiry) {
    String[] parts = new String(plain, UTF_8).split(SEPARATOR, 2);
    Arrays.fill(plain, (byte) 0);
    return new PresentedCard(parts[0], expiry, parts.length == 2 ? parts[1] : null);
  }

  private Optional<byte[]> dataKey(String row, Envelope sealed) {
    return keys.key(sealed.keyId())
        .flatMap(key -> cipher.open(key, sealed.dataKey(), row.getBytes(UTF_8)));
  }

  @Override
  public String currentKey() {
    return keys.current();
  }

  @Override
  public Optional<Envelope> rewrap(String row, Envelope sealed) {
    return dataKey(row, sealed)
        .map(
            dataKey -> {
              try {
                return new Envelope(keys.current(), wrap(row, dataKey), sealed.contents());
              } finally {
                Arrays.fill(dataKey, (byte) 0);
              }
            });
  }

  @Override
  public CardFacts facts(AccountId accountId, PresentedCard card, PublicCard known) {
    return new CardFacts(
        known.brand(),
        known.firstSix(),
        known.lastFour(),
        fingerprints.of(accountId, card.number()),
        known.holderName(),
        CardFunding.CREDIT);
  }

  private static SecretKey aes(byte[] key) {
    return new SecretKeySpec(key, "AES");
  }
}
