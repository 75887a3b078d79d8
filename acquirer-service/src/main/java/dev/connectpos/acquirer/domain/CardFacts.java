package dev.connectpos.acquirer.domain;

import org.jspecify.annotations.Nullable;

/**
 * All that leaves the vault of a card: nothing here lets anyone pay with it.
 *
 * @param brand the scheme
 * @param firstSix the issuer's number
 * @param lastFour for people
 * @param token keyed hash, the same for the same card within an account
 * @param holderName as embossed, if the card told it
 * @param funding account behind the card
 */
public record CardFacts(
    CardBrand brand,
    String firstSix,
    String lastFour,
    String token,
    @Nullable String holderName,
    CardFunding funding) {}
