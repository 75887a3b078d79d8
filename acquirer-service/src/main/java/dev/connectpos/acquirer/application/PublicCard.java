package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.CardBrand;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * What anybody may know of a card that came over the API.
 *
 * @param brand the scheme
 * @param firstSix the issuer's number
 * @param lastFour for people
 * @param holderName as embossed, if told
 * @param expiry last month it is good for
 */
public record PublicCard(
    CardBrand brand,
    String firstSix,
    String lastFour,
    @Nullable String holderName,
    YearMonth expiry) {}
