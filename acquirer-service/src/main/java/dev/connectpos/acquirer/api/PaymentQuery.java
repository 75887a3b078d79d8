package dev.connectpos.acquirer.api;

import dev.connectpos.acquirer.application.PaymentReports.PaymentView;
import dev.connectpos.acquirer.application.PaymentReports.Place;
import dev.connectpos.acquirer.application.PaymentReports.Search;
import jakarta.ws.rs.QueryParam;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What operators look for payments by. Refused is what no index answers. */
class PaymentQuery {
  private static final Duration LONGEST = Duration.ofDays(31);

  /** Of a page; a payment is a large row. */
  private static final int MAX_SIZE = 100;

  /** As the table has them. */
  private static final String[] STATES = {
    "authorizing",
    "withdrawing",
    "authorization_unknown",
    "authorized",
    "held",
    "captured",
    "voided",
    "expiring",
    "expired",
    "declined",
    "reversing",
    "reversed",
    "reversed_in_doubt",
    "undoing_late_approval"
  };

  @QueryParam("account_id")
  @Nullable String accountId;

  @QueryParam("nsu")
  @Nullable String nsu;

  @QueryParam("authorization_code")
  @Nullable String authorizationCode;

  @QueryParam("card_last_four")
  @Nullable String cardLastFour;

  @QueryParam("status")
  @Nullable String status;

  @QueryParam("amount")
  @Nullable String amount;

  @QueryParam("created_from")
  @Nullable String createdFrom;

  @QueryParam("created_to")
  @Nullable String createdTo;

  @QueryParam("forward_cursor")
  @Nullable String forwardCursor;

  @QueryParam("size")
  @Nullable String size;

  /** Nothing else goes with this parameter. */
  void refuseBeside(String parameter) {
    if (Stream.of(
            accountId,
            nsu,
            authorizationCode,
            cardLastFour,
            status,
            amount,
            createdFrom,
            createdTo,
            forwardCursor)
        .anyMatch(Objects::nonNull)) {
      throw new InvalidFieldException(parameter, parameter + " goes with no other parameter");
    }
  }

  int size() {
    int rows = Queries.size(size);
    if (rows > MAX_SIZE) {
      throw new InvalidFieldException("size", "size is 1 to " + MAX_SIZE);
    }
    return rows;
  }

  Search search() {
    var search =
        new Search(
            text(accountId),
            pattern("nsu", nsu, "[0-9]{14}", "14 digits"),
            pattern("authorization_code", authorizationCode, "[A-Za-z0-9]{6}", "6 characters"),
            pattern("card_last_four", cardLastFour, "[0-9]{4}", "4 digits"),
            Queries.word("status", status, STATES),
            amount(),
            Queries.instant("created_from", createdFrom),
            Queries.instant("created_to", createdTo));
    refuseWithoutIndex(search);
    return search;
  }

  /** Where the page begins; null: at the newest. */
  @Nullable Place behind() {
    if (forwardCursor == null || forwardCursor.isBlank()) {
      return null;
    }
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(forwardCursor), StandardCharsets.UTF_8)
              .split("\\|", 2);
      return new Place(Instant.parse(parts[0]), parts[parts.length - 1]);
    } catch (DateTimeException | IllegalArgumentException _) {
      throw new InvalidFieldException("forward_cursor", "forward_cursor is malformed");
    }
  }

  static String cursor(PaymentView last) {
    String text = last.createdAt() + "|" + last.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void refuseWithoutIndex(Search search) {
    Instant from = search.createdFrom();
    Instant before = search.createdBefore();
    boolean period = from != null && before != null;
    if (period && Duration.between(from, before).compareTo(LONGEST) > 0) {
      throw new InvalidFieldException("created_to", "a period is at most 31 days");
    }
    if (!period && (search.state() != null || search.amountMinor() != null)) {
      throw new InvalidFieldException(
          search.state() == null ? "amount" : "status",
          "status and amount need created_from and created_to");
    }
    boolean known =
        Stream.of(
                search.accountId(), search.nsu(), search.authorizationCode(), search.cardLastFour())
            .anyMatch(Objects::nonNull);
    if (!period && !known) {
      throw new InvalidFieldException(
          "account_id",
          "one of order_id, account_id, nsu, authorization_code, card_last_four, or created_from"
              + " and created_to, is needed");
    }
  }

  private @Nullable Long amount() {
    String text = text(amount);
    if (text != null && !text.matches("[0-9]{1,18}")) {
      throw new InvalidFieldException("amount", "amount is in minor units, for example 5000");
    }
    return text == null ? null : Long.valueOf(text);
  }

  private static @Nullable String pattern(
      String field, @Nullable String given, String pattern, String rule) {
    String text = text(given);
    if (text != null && !text.matches(pattern)) {
      throw new InvalidFieldException(field, field + " is " + rule);
    }
    return text;
  }

  private static @Nullable String text(@Nullable String given) {
    return given == null || given.isBlank() ? null : given;
  }
}
