package dev.connectpos.order.domain;

import org.jspecify.annotations.Nullable;

/**
 * All that anyone outside the acquirer may know of a card that came over the API (PCI DSS 3.4.1).
 *
 * @param id of a saved card; null: it is not kept
 * @param brand scheme name, for example Visa or MasterCard
 */
public record PresentedCard(
    @Nullable String id,
    String brand,
    String firstSix,
    String lastFour,
    @Nullable String holderName,
    int expMonth,
    int expYear) {}
