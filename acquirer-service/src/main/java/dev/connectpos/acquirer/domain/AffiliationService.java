package dev.connectpos.acquirer.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A service of the acquirer that an affiliation has or has not; its operators switch it. */
public enum AffiliationService {
  /** A text for the shopper's statement, joined to the merchant's name (A8). */
  SOFT_DESCRIPTOR,
  /** A card is verified without a sale (A7). */
  ZERO_DOLLAR,
  /** An estimate is held, to be captured later (A1). */
  PRE_AUTHORIZATION,
  /** Documents of the PDV are printed on terminals (O10); order-service refuses them. */
  PRINT;

  /** As it is named to machines, for example {@code soft_descriptor}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The service of that name. */
  public static Optional<AffiliationService> of(String word) {
    return Stream.of(values()).filter(service -> service.word().equals(word)).findFirst();
  }

  /** A refusal's cause, where this service is missing. */
  public String missing() {
    return word() + "_not_enabled";
  }
}
