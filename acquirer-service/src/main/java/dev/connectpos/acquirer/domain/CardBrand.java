package dev.connectpos.acquirer.domain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The brands the acquirer accepts (A1), told by the first digits of the card number. */
public enum CardBrand {
  // Elo and Hipercard first: their ranges lie inside the wide ones of Visa and MasterCard.
  ELO(
      "Elo",
      "401178-401179,431274,438935,451416,457393,457631-457632,504175,506699-506778,509000-509999,"
          + "627780,636297,636368,650031-650033,650035-650051,650405-650439,650485-650538,"
          + "650541-650598,650700-650718,650720-650727,650901-650978,651652-651679,655000-655019,"
          + "655021-655058"),
  HIPERCARD("Hipercard", "384100,384140,384160,606282,637095,637568,637599,637609,637612"),
  AMEX("AmericanExpress", "340000-349999,370000-379999"),
  MASTERCARD("MasterCard", "510000-559999,222100-272099"),
  VISA("Visa", "400000-499999");

  private static final int PREFIX_DIGITS = 6;

  private record Range(int first, int last, CardBrand brand) {
    static Range parse(String text, CardBrand brand) {
      String[] ends = text.split("-", 2);
      return new Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]), brand);
    }
  }

  private static final List<Range> RANGES =
      Stream.of(values())
          .flatMap(
              brand -> Stream.of(brand.ranges.split(",", -1)).map(text -> Range.parse(text, brand)))
          .toList();

  private final String schemeName;
  private final String ranges;

  CardBrand(String schemeName, String ranges) {
    this.schemeName = schemeName;
    this.ranges = ranges;
  }

  /** The name as the incumbent writes it, for example {@code MasterCard}. */
  public String schemeName() {
    return schemeName;
  }

  /**
   * The brand of a card, or nothing if we do not accept it.
   *
   * @param cardNumber digits, at least six
   */
  public static Optional<CardBrand> of(String cardNumber) {
    int prefix = Integer.parseInt(cardNumber.substring(0, PREFIX_DIGITS));
    return RANGES.stream()
        .filter(range -> range.first <= prefix && prefix <= range.last)
        .map(Range::brand)
        .findFirst();
  }
}
