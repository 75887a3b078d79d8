package dev.connectpos.acquirer.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectpos.acquirer.application.CardVault;
import dev.connectpos.acquirer.application.PresentedCard;
import dev.connectpos.acquirer.application.SealedCard;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.CardBrand;
import dev.connectpos.acquirer.domain.CardFacts;
import dev.connectpos.acquirer.domain.CardFunding;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.PaymentType;
import dev.connectpos.acquirer.domain.Refusal;
import dev.connectpos.dukpt.BaseDerivationKey;
import dev.connectpos.dukpt.CardDataException;
import dev.connectpos.dukpt.EncryptedCard;
import dev.connectpos.dukpt.WorkingKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens what a terminal sealed under AES DUKPT. Card numbers pass through memory only, PINs are
 * wiped as soon as they proved readable, and no exception or text made here carries either.
 */
@ApplicationScoped
class DukptCardVault implements CardVault {
  private static final Refusal UNREADABLE = new Refusal("1011", "card_data_unreadable");
  private static final Refusal INVALID = new Refusal("1011", "card_number_invalid");
  private static final Refusal NO_BRAND = new Refusal("1015", "card_brand_not_accepted");
  private static final Refusal BAD_PIN = new Refusal("1802", "pin_block_unreadable");

  private static final int CENTURY = 2000;
  private static final int FIRST_DIGITS = 6;
  private static final int LAST_DIGITS = 4;

  private final BaseDerivationKey bdk;
  private final CardFingerprints fingerprints;
  private final ObjectMapper json = new ObjectMapper();

  DukptCardVault(VaultKeys keys, CardFingerprints fingerprints) {
    this.bdk = BaseDerivationKey.ofHex(keys.bdk());
    this.fingerprints = fingerprints;
  }

  private record Contents(String number, YearMonth expiry, @Nullable String holderName) {
    @Override
    public String toString() {
      return "Contents[***]";
    }
  }

  @Override
  public Opened open(SealedCard sealed, PaymentTerms terms) {
    var encrypted = new EncryptedCard(sealed.ksn(), sealed.iv(), sealed.data(), sealed.pinBlock());
    try (WorkingKeys keys = bdk.workingKeys(encrypted.keySerialNumber())) {
      Optional<Contents> contents = contents(encrypted, keys, terms.attemptId().value());
      if (contents.isEmpty()) {
        return new Illegible(UNREADABLE);
      }
      if (!Luhn.holds(contents.get().number())) {
        return new Illegible(INVALID);
      }
      return CardBrand.of(contents.get().number())
          .map(brand -> withPin(encrypted, keys, contents.get(), terms, brand))
          .orElseGet(() -> new Illegible(NO_BRAND));
    } catch (CardDataException _) {
      // Why is not said, so that nobody can probe for it.
      return new Illegible(UNREADABLE);
    }
  }

  @Override
  public Optional<String> token(SealedCard sealed, AccountId accountId, String sealedFor) {
    var encrypted = new EncryptedCard(sealed.ksn(), sealed.iv(), sealed.data(), null);
    try (WorkingKeys keys = bdk.workingKeys(encrypted.keySerialNumber())) {
      return contents(encrypted, keys, sealedFor)
          .map(contents -> fingerprints.of(accountId, contents.number()));
    } catch (CardDataException _) {
      // Why is not said, so that nobody can probe for it.
      return Optional.empty();
    }
  }

  private Opened withPin(
      EncryptedCard encrypted,
      WorkingKeys keys,
      Contents contents,
      PaymentTerms terms,
      CardBrand brand) {
    try {
      char[] pin = encrypted.pin(keys, contents.number());
      if (pin != null) {
        Arrays.fill(pin, '\0');
      }
    } catch (CardDataException _) {
      return new Illegible(BAD_PIN);
    }
    var card = new PresentedCard(contents.number(), contents.expiry());
    return new Legible(card, facts(contents, terms, brand));
  }

  private CardFacts facts(Contents contents, PaymentTerms terms, CardBrand brand) {
    String number = contents.number();
    return new CardFacts(
        brand,
        number.substring(0, FIRST_DIGITS),
        number.substring(number.length() - LAST_DIGITS),
        fingerprints.of(terms.accountId(), number),
        contents.holderName(),
        funding(terms.plan().type()));
  }

  /** The chip's application tells; until it is on the wire, the function that was used does. */
  private static CardFunding funding(PaymentType type) {
    return switch (type) {
      case CREDIT -> CardFunding.CREDIT;
      case DEBIT -> CardFunding.DEBIT;
      case VOUCHER -> CardFunding.PREPAID;
    };
  }

  private Optional<Contents> contents(EncryptedCard encrypted, WorkingKeys keys, String sealedFor) {
    byte[] plain = encrypted.open(keys, sealedFor);
    try {
      JsonNode card = json.readTree(plain);
      if (card == null || !card.isObject()) {
        return Optional.empty();
      }
      String number = card.path("pan").asText();
      String expiry = card.path("expiry").asText();
      if (!number.matches("[0-9]{12,19}") || !expiry.matches("[0-9]{4}")) {
        return Optional.empty();
      }
      var month =
          YearMonth.of(
              CENTURY + Integer.parseInt(expiry.substring(0, 2)),
              Integer.parseInt(expiry.substring(2)));
      return Optional.of(
          new Contents(number, month, HolderName.of(card.path("holder_name").asText())));
    } catch (IOException | DateTimeException _) {
      return Optional.empty();
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }
}
