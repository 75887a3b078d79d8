package dev.connectpos.order.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.order.application.ListStore.Period;
import dev.connectpos.order.application.ListStore.Slice;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryReaderTest {

  @Test
  void asksForTheFirstTenOfAllWhenNothingIsSaid() {
    var query = query();
    assertThat(query.slice()).isEqualTo(new Slice(1, 10));
    assertThat(query.created()).isEqualTo(new Period(null, null));
    assertThat(query.text("code")).isNull();
    query.refuseIfWrong();
  }

  @Test
  void readsNamesAndWordsInAnyCaseAndBlanksAsAbsent() {
    var query = query("Page", "3", "SIZE", "", "Status", "PAID", "code", " ", "", "");
    assertThat(query.slice()).isEqualTo(new Slice(3, 10));
    assertThat(query.oneOf("status", List.of("paid"))).isEqualTo("paid");
    assertThat(query.text("code")).isNull();
    query.refuseIfWrong();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T14:03:09Z, 2026-11-23T14:03:09Z, 2026-11-23T14:03:10Z",
    "2026-11-23T14:03Z, 2026-11-23T14:03:00Z, 2026-11-23T14:04:00Z",
    "2026-11-23 14:03, 2026-11-23T14:03:00Z, 2026-11-23T14:04:00Z",
    "2026-11-23, 2026-11-23T00:00:00Z, 2026-11-24T00:00:00Z",
    "2026-11-23T11:03:09-03:00, 2026-11-23T14:03:09Z, 2026-11-23T14:03:10Z",
    "2026-11-23T15:03:09 01:00, 2026-11-23T14:03:09Z, 2026-11-23T14:03:10Z",
    "2026-11-23T14:03:09.1234567Z, 2026-11-23T14:03:09.123456Z, 2026-11-23T14:03:09.123457Z"
  })
  void readsTimesAsExactlyAsTheyAreWritten(String text, Instant since, Instant until) {
    assertThat(query("created_since", text, "created_until", text).created())
        .isEqualTo(new Period(since, until));
  }

  @Test
  void complainsByName() {
    refused("size", QueryReader::slice, "size", "101");
    refused("size", QueryReader::slice, "size", "0");
    refused("page", QueryReader::slice, "page", "-1");
    refused("page", QueryReader::slice, "page", "two");
    refused("created_since", QueryReader::created, "created_since", "yesterday");
    refused("created_until", QueryReader::created, "created_until", "2026-13-01");
    refused("status", query -> query.oneOf("status", List.of("paid")), "status", "payed");
    refused("code", query -> query.text("code"), "code", "a\u0000b");
    refused("code", query -> query.text("code"), "code", "x".repeat(257));
  }

  private static void refused(String name, Consumer<QueryReader> reading, String... parameters) {
    var query = query(parameters);
    reading.accept(query);
    assertThatThrownBy(query::refuseIfWrong)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.answer().status()).isEqualTo(422);
              assertThat(refusal.answer().errors()).containsOnlyKeys(name);
            });
  }

  private static QueryReader query(String... parameters) {
    var map = new MultivaluedHashMap<String, String>();
    for (int i = 0; i < parameters.length; i += 2) {
      map.add(parameters[i], parameters[i + 1]);
    }
    return new QueryReader(map);
  }
}
