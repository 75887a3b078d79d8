package dev.connectpos.order.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a payment over the API is made with.
 *
 * @param statementDescriptor joined to the merchant's name on the shopper's statement (A8), 1 to 22
 *     printable characters; null: nothing is
 * @param affiliation the merchant's key with the acquirer (A13); null: not told in time
 */
public record OnlineTerms(
    PresentedCard card, @Nullable String statementDescriptor, @Nullable String affiliation) {}
