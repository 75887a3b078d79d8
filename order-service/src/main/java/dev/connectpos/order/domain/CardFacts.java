package dev.connectpos.order.domain;

import org.jspecify.annotations.Nullable;

/**
 * All that anyone outside the acquirer may know of a card (PCI DSS 3.4.1).
 *
 * @param brand scheme name, for example Visa or MasterCard
 * @param token stable for the same card within the account
 */
public record CardFacts(
    String brand,
    String firstSix,
    String lastFour,
    String token,
    @Nullable String holderName,
    CardFunding funding) {}
