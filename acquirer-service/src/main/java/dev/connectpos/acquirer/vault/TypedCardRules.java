package dev.connectpos.acquirer.vault;

import dev.connectpos.acquirer.application.CardSafe.Examined;
import dev.connectpos.acquirer.application.CardSafe.Implausible;
import dev.connectpos.acquirer.application.CardSafe.Plausible;
import dev.connectpos.acquirer.application.PresentedCard;
import dev.connectpos.acquirer.application.PublicCard;
import dev.connectpos.acquirer.application.TypedCard;
import dev.connectpos.acquirer.domain.CardBrand;
import java.time.YearMonth;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a card that was typed must be like, in the order of its fields. Rules say what a field
 * should be and never what it was.
 */
final class TypedCardRules {
  private static final int FIRST_DIGITS = 6;
  private static final int LAST_DIGITS = 4;
  private static final int MONTHS = 12;
  private static final int LAST_YEAR = 9999;

  private TypedCardRules() {}

  static Examined examine(TypedCard typed, YearMonth month) {
    // As people type them.
    String number = typed.number().replace(" ", "");
    if (!number.matches("[0-9]{13,19}") || !Luhn.holds(number)) {
      return new Implausible("number", "is not a card number");
    }
    Optional<CardBrand> brand = CardBrand.of(number);
    if (brand.isEmpty()) {
      return new Implausible("number", "is of no brand that is accepted");
    }
    if (typed.expMonth() < 1 || typed.expMonth() > MONTHS) {
      return new Implausible("exp_month", "must be 1 to 12");
    }
    int year = TypedCard.fullYear(typed.expYear());
    if (year < 0 || year > LAST_YEAR) {
      return new Implausible("exp_year", "must have two digits, or four");
    }
    var expiry = YearMonth.of(year, typed.expMonth());
    Optional<Implausible> fault = fault(typed.holderName(), expiry, month);
    if (fault.isPresent()) {
      return fault.get();
    }
    String code = typed.securityCode();
    if (code != null && !code.matches("[0-9]{3,4}")) {
      return new Implausible("cvv", "must have 3 or 4 digits");
    }
    String name = typed.holderName();
    return new Plausible(
        new PresentedCard(number, expiry, code),
        new PublicCard(
            brand.get(),
            number.substring(0, FIRST_DIGITS),
            number.substring(number.length() - LAST_DIGITS),
            name == null ? null : HolderName.of(name),
            expiry));
  }

  /** What is wrong with a name or an expiry. A card is good until its month ends. */
  static Optional<Implausible> fault(@Nullable String name, YearMonth expiry, YearMonth month) {
    if (name != null && HolderName.of(name) == null) {
      return Optional.of(
          new Implausible(
              "holder_name", "must have 1 to %d letters and no digit".formatted(HolderName.MAX)));
    }
    if (expiry.isBefore(month)) {
      return Optional.of(
          new Implausible(
              expiry.getYear() < month.getYear() ? "exp_year" : "exp_month", "is in the past"));
    }
    return Optional.empty();
  }
}
