package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.Envelope;
import dev.connectpos.acquirer.application.PublicCard;
import dev.connectpos.acquirer.application.VaultedCard;
import dev.connectpos.acquirer.domain.CardBrand;
import jakarta.persistence.Tuple;
import java.time.YearMonth;

/** The columns that every table of cards has. */
final class VaultedCardRow {
  private VaultedCardRow() {}

  static VaultedCard read(Tuple row) {
    return new VaultedCard(
        new PublicCard(
            CardBrand.valueOf(row.get("brand", String.class)),
            row.get("first_six", String.class),
            row.get("last_four", String.class),
            row.get("holder_name", String.class),
            YearMonth.parse(row.get("expiry", String.class))),
        new Envelope(
            row.get("key_id", String.class),
            row.get("data_key", String.class),
            row.get("contents", String.class)));
  }
}
