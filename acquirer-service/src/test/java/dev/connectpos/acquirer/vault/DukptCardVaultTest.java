package dev.connectpos.acquirer.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.acquirer.application.CardVault.Illegible;
import dev.connectpos.acquirer.application.CardVault.Legible;
import dev.connectpos.acquirer.application.SealedCard;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.AttemptId;
import dev.connectpos.acquirer.domain.CardBrand;
import dev.connectpos.acquirer.domain.CardFunding;
import dev.connectpos.acquirer.domain.Channel;
import dev.connectpos.acquirer.domain.InstallmentType;
import dev.connectpos.acquirer.domain.OperationType;
import dev.connectpos.acquirer.domain.OrderId;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentOrigin;
import dev.connectpos.acquirer.domain.PaymentPlan;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.PaymentType;
import dev.connectpos.dukpt.BaseDerivationKey;
import dev.connectpos.dukpt.EncryptedCard;
import dev.connectpos.dukpt.InitialKey;
import dev.connectpos.dukpt.InitialKeyId;
import dev.connectpos.dukpt.TransactionCounter;
import dev.connectpos.money.Money;
import java.security.SecureRandom;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DukptCardVaultTest {
  private static final String BDK = "FEDCBA9876543210F1F1F1F1F1F1F1F1";
  private static final String PAN = "4111111111111111";
  private static final String ATTEMPT = "6C568971-1.0.0-000001-0001";
  private static final VaultKeys KEYS = new VaultKeys(BDK, "k".repeat(32));

  private final DukptCardVault vault = new DukptCardVault(KEYS, new CardFingerprints(KEYS));

  @Test
  void opensWhatATerminalSealed() {
    var opened = vault.open(seal(contents(PAN, "2812", "MARIA DA SILVA"), "1234"), terms(ATTEMPT));
    assertThat(opened).isInstanceOf(Legible.class);
    var legible = (Legible) opened;
    assertThat(legible.card().number()).isEqualTo(PAN);
    assertThat(legible.card().expiry()).isEqualTo(YearMonth.of(2028, 12));
    assertThat(legible.facts().brand()).isEqualTo(CardBrand.VISA);
    assertThat(legible.facts().firstSix()).isEqualTo("411111");
    assertThat(legible.facts().lastFour()).isEqualTo("1111");
    assertThat(legible.facts().holderName()).isEqualTo("MARIA DA SILVA");
    assertThat(legible.facts().funding()).isEqualTo(CardFunding.CREDIT);
  }

  @Test
  void needsNoPin() {
    var opened = vault.open(seal(contents(PAN, "2812", ""), null), terms(ATTEMPT));
    assertThat(opened).isInstanceOf(Legible.class);
    assertThat(((Legible) opened).facts().holderName()).isNull();
  }

  @Test
  void neverShowsACardNumberInText() {
    var sealed = seal(contents(PAN, "2812", PAN), "1234");
    var opened = vault.open(sealed, terms(ATTEMPT));
    assertThat(opened.toString() + sealed + KEYS).doesNotContain(PAN).doesNotContain(BDK);
    // A number in the field of the name does not get out either.
    assertThat(((Legible) opened).facts().holderName()).isNull();
  }

  @Test
  void refusesACardOfAnotherAttempt() {
    assertThat(code(vault.open(seal(contents(PAN, "2812", ""), null), terms("other"))))
        .isEqualTo("1011");
  }

  @Test
  void refusesAPinBlockItCannotRead() {
    var card = seal(contents(PAN, "2812", ""), null);
    var spoilt = new SealedCard(card.ksn(), card.iv(), card.data(), "0".repeat(32));
    assertThat(code(vault.open(spoilt, terms(ATTEMPT)))).isEqualTo("1802");
  }

  @Test
  void refusesACounterThatDoesNotExist() {
    var card = seal(contents(PAN, "2812", ""), null);
    var spoilt = new SealedCard("123456789012345600000000", card.iv(), card.data(), null);
    assertThat(code(vault.open(spoilt, terms(ATTEMPT)))).isEqualTo("1011");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{}",
        "{\"pan\":\"4111111111111112\",\"expiry\":\"2812\"}",
        "{\"pan\":\"4111111111111111\",\"expiry\":\"2813\"}",
        "{\"pan\":\"4111111111111111\"}",
        "{\"pan\":\"411111111111111x\",\"expiry\":\"2812\"}",
        "{\"pan\":\"42\",\"expiry\":\"2812\"}"
      })
  void refusesContentsThatAreNoCard(String contents) {
    assertThat(code(vault.open(seal(contents, null), terms(ATTEMPT)))).isEqualTo("1011");
  }

  @Test
  void refusesABrandThatIsNotAccepted() {
    var card = seal(contents("6011111111111117", "2812", ""), null);
    assertThat(code(vault.open(card, terms(ATTEMPT)))).isEqualTo("1015");
  }

  @Test
  void tokenOfACardIsThatOfItsPayments() {
    var sealed = seal(contents(PAN, "2812", "MARIA"), null);
    var legible = (Legible) vault.open(sealed, terms(ATTEMPT));
    var account = terms(ATTEMPT).accountId();
    assertThat(vault.token(sealed, account, ATTEMPT)).contains(legible.facts().token());
    assertThat(vault.token(sealed, new AccountId("acc_other"), ATTEMPT))
        .get()
        .isNotEqualTo(legible.facts().token());
    assertThat(vault.token(sealed, account, "other")).isEmpty();
    assertThat(vault.token(seal("{}", null), account, ATTEMPT)).isEmpty();
  }

  @Test
  void tokensDependOnAccountCardAndKey() {
    var fingerprints = new CardFingerprints(KEYS);
    String token = fingerprints.of(new AccountId("acc_1"), PAN);
    assertThat(token)
        .matches("tok_[0-9a-f]{32}")
        .isEqualTo(fingerprints.of(new AccountId("acc_1"), PAN));
    assertThat(fingerprints.of(new AccountId("acc_2"), PAN)).isNotEqualTo(token);
    assertThat(fingerprints.of(new AccountId("acc_1"), "4000000000000010")).isNotEqualTo(token);
    assertThat(
            new CardFingerprints(new VaultKeys(BDK, "x".repeat(32)))
                .of(new AccountId("acc_1"), PAN))
        .isNotEqualTo(token);
  }

  @Test
  void doesNotStartWithBadKeysAndNeverRepeatsThem() {
    assertThatThrownBy(() -> new VaultKeys("1234SECRET", "k".repeat(32)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CONNECT_BDK")
        .hasMessageNotContaining("SECRET");
    assertThatThrownBy(() -> new VaultKeys(BDK, "short"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CONNECT_CARD_TOKEN_KEY");
  }

  private static String code(Object opened) {
    return ((Illegible) opened).refusal().returnCode();
  }

  private static String contents(String pan, String expiry, String name) {
    return "{\"pan\":\"%s\",\"expiry\":\"%s\",\"holder_name\":\"%s\"}".formatted(pan, expiry, name);
  }

  private static SealedCard seal(String contents, @Nullable String pin) {
    var random = new SecureRandom();
    var key = InitialKey.derive(BaseDerivationKey.ofHex(BDK), new InitialKeyId("1234567890123456"));
    try (var keys = key.workingKeys(TransactionCounter.FIRST)) {
      var card = EncryptedCard.seal(keys, contents.getBytes(UTF_8), ATTEMPT, random);
      if (pin != null) {
        card = card.withPin(keys, pin.toCharArray(), PAN, random);
      }
      return new SealedCard(card.ksn(), card.iv(), card.data(), card.pinBlock());
    }
  }

  private static PaymentTerms terms(String attempt) {
    return new PaymentTerms(
        new PaymentId("pay_1"),
        new OrderId("or_1"),
        new AccountId("acc_1"),
        new AttemptId(attempt),
        new Channel.Terminal("term_1", "6C568971", "chip", PaymentOrigin.ORDER),
        Money.brl(100),
        new PaymentPlan(PaymentType.CREDIT, 1, InstallmentType.MERCHANT),
        OperationType.AUTH_AND_CAPTURE,
        null);
  }
}
