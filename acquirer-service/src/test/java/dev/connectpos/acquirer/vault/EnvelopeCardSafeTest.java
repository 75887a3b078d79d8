package dev.connectpos.acquirer.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.acquirer.application.CardSafe.Implausible;
import dev.connectpos.acquirer.application.CardSafe.Plausible;
import dev.connectpos.acquirer.application.Envelope;
import dev.connectpos.acquirer.application.PresentedCard;
import dev.connectpos.acquirer.application.TypedCard;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.CardBrand;
import java.time.YearMonth;
import java.util.Base64;
import java.util.HashSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeCardSafeTest {
  private static final String OLD = "old:" + "01".repeat(32);
  private static final String NEW = "new:" + "02".repeat(32);
  private static final String ROW = "saved_card acc_1 card_1";
  private static final YearMonth EXPIRY = YearMonth.of(2030, 12);
  private static final YearMonth NOW = YearMonth.of(2026, 11);
  private static final String NUMBER = "4111111111111111";
  private static final PresentedCard CARD = new PresentedCard(NUMBER, EXPIRY, "123");

  private final EnvelopeCardSafe safe = safe(OLD);

  @Test
  void opensWhatItSealed() {
    assertThat(safe.open(ROW, safe.seal(ROW, CARD), EXPIRY)).contains(CARD);
    var saved = new PresentedCard(NUMBER, EXPIRY);
    assertThat(safe.open(ROW, safe.seal(ROW, saved), EXPIRY)).contains(saved);
  }

  @Test
  void sealsEveryRowUnderAKeyOfItsOwn() {
    var texts = new HashSet<String>();
    for (int i = 0; i < 100; i++) {
      Envelope sealed = safe.seal(ROW, CARD);
      texts.add(sealed.dataKey());
      texts.add(sealed.contents());
    }
    assertThat(texts).hasSize(200).noneMatch(text -> text.contains(NUMBER));
  }

  @Test
  void opensForItsOwnRowOnly() {
    Envelope sealed = safe.seal(ROW, CARD);
    assertThat(safe.open("saved_card acc_2 card_1", sealed, EXPIRY)).isEmpty();
    assertThat(safe.rewrap("saved_card acc_2 card_1", sealed)).isEmpty();
  }

  static Stream<Envelope> tampered() {
    var safe = safe(OLD);
    Envelope sealed = safe.seal(ROW, CARD);
    Envelope other = safe.seal(ROW, new PresentedCard("5555555555554444", EXPIRY));
    return Stream.of(
        new Envelope("gone", sealed.dataKey(), sealed.contents()),
        new Envelope("old", flipped(sealed.dataKey()), sealed.contents()),
        new Envelope("old", sealed.dataKey(), flipped(sealed.contents())),
        new Envelope("old", other.dataKey(), sealed.contents()),
        new Envelope("old", "*", sealed.contents()),
        new Envelope("old", sealed.dataKey(), ""));
  }

  @ParameterizedTest
  @MethodSource("tampered")
  void doesNotOpenWhatWasTamperedWith(Envelope tampered) {
    assertThat(safe.open(ROW, tampered, EXPIRY)).isEmpty();
  }

  @Test
  void aNewKeyWrapsWhatIsNewAndTheOldOneOpensWhatItWrapped() {
    Envelope before = safe.seal(ROW, CARD);
    var rotated = safe(NEW + "," + OLD);
    assertThat(rotated.open(ROW, before, EXPIRY)).contains(CARD);
    assertThat(rotated.seal(ROW, CARD).keyId()).isEqualTo("new");
    assertThat(safe(NEW).open(ROW, before, EXPIRY)).isEmpty();
  }

  @Test
  void onceWrappedAnewACardNeedsTheOldKeyNoMore() {
    Envelope before = safe.seal(ROW, CARD);
    Envelope after = safe(NEW + "," + OLD).rewrap(ROW, before).orElseThrow();
    assertThat(after.keyId()).isEqualTo("new");
    assertThat(after.contents()).isEqualTo(before.contents());
    assertThat(safe(NEW).open(ROW, after, EXPIRY)).contains(CARD);
    assertThat(safe.open(ROW, after, EXPIRY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "old", "old:00", "a b:" + ZEROS, "a:" + ZEROS + ",a:" + ZEROS})
  void refusesKeysThatAreNone(String keys) {
    assertThatThrownBy(() -> WrappingKeys.parse(keys))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(ZEROS);
  }

  private static final String ZEROS =
      "0000000000000000000000000000000000000000000000000000000000000000";

  @Test
  void nothingHereShowsACard() {
    var typed = new TypedCard(NUMBER, "MARIA DA SILVA", 12, 2030, "123");
    assertThat(CARD + " " + typed + " " + safe.seal(ROW, CARD) + " " + WrappingKeys.parse(OLD))
        .doesNotContain("4111", "123", "0101");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "411111111111111, -, 12, 2030, -, number",
        "4111111111111112, -, 12, 2030, -, number",
        "6011111111111117, -, 12, 2030, -, number",
        "4111-1111-1111-1111, -, 12, 2030, -, number",
        "4111111111111111, -, 0, 2030, -, exp_month",
        "4111111111111111, -, 13, 2030, -, exp_month",
        "4111111111111111, -, 12, -1, -, exp_year",
        "4111111111111111, -, 12, 2025, -, exp_year",
        "4111111111111111, -, 10, 2026, -, exp_month",
        "4111111111111111, MARIA 4111, 12, 30, -, holder_name",
        "4111111111111111, ' ', 12, 30, -, holder_name",
        "4111111111111111, -, 12, 30, 12, cvv",
        "4111111111111111, -, 12, 30, 12345, cvv",
        "4111111111111111, -, 12, 30, 12a, cvv",
      })
  void namesTheFieldAtFault(
      String number, @Nullable String name, int month, int year, @Nullable String code, String at) {
    assertThat(safe.examine(new TypedCard(number, name, month, year, code), NOW))
        .isInstanceOfSatisfying(
            Implausible.class,
            fault -> {
              assertThat(fault.field()).isEqualTo(at);
              assertThat(fault.rule()).doesNotContain("4111");
            });
  }

  @Test
  void acceptsACardUntilItsMonthEnds() {
    var typed = new TypedCard("4111 1111 1111 1111", " MARIA DA SILVA ", 11, 26, "1234");
    assertThat(safe.examine(typed, NOW))
        .isInstanceOfSatisfying(
            Plausible.class,
            card -> {
              assertThat(card.card()).isEqualTo(new PresentedCard(NUMBER, NOW, "1234"));
              assertThat(card.facts().brand()).isEqualTo(CardBrand.VISA);
              assertThat(card.facts().firstSix()).isEqualTo("411111");
              assertThat(card.facts().lastFour()).isEqualTo("1111");
              assertThat(card.facts().holderName()).isEqualTo("MARIA DA SILVA");
            });
  }

  @Test
  void theSameCardIsTheSameWithinAnAccountOnly() {
    var facts = ((Plausible) safe.examine(new TypedCard(NUMBER, null, 12, 30, null), NOW)).facts();
    String token = safe.facts(new AccountId("acc_1"), CARD, facts).token();
    assertThat(safe.facts(new AccountId("acc_1"), CARD, facts).token()).isEqualTo(token);
    assertThat(safe.facts(new AccountId("acc_2"), CARD, facts).token()).isNotEqualTo(token);
  }

  private static EnvelopeCardSafe safe(String keys) {
    var fingerprints = new CardFingerprints(new VaultKeys("00".repeat(16), "k".repeat(32)));
    return new EnvelopeCardSafe(WrappingKeys.parse(keys), fingerprints);
  }

  private static String flipped(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    bytes[bytes.length - 1] ^= 1;
    return Base64.getEncoder().encodeToString(bytes);
  }
}
