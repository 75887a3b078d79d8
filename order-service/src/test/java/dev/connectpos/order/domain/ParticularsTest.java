package dev.connectpos.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParticularsTest {
  private static final Particulars KNOWN =
      new Particulars(
          "Maria Souza",
          "maria@example.com",
          "93095135270",
          "CPF",
          "individual",
          "C-1",
          new TreeMap<>(Map.of("mobile_phone", map("number", "999"))),
          map("city", "Recife"),
          map("since", "2024"));
  private static final Particulars NOTHING_SAID =
      new Particulars(
          "", null, null, null, null, null, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  @Test
  void whatIsNotSaidStays() {
    assertThat(KNOWN.updatedBy(NOTHING_SAID)).isEqualTo(KNOWN);
  }

  @Test
  void whatIsSaidTakesThePlaceOfWhatWasKnown() {
    assertThat(NOTHING_SAID.updatedBy(KNOWN)).isEqualTo(KNOWN);
    var other =
        new Particulars(
            "Ana",
            "ana@example.com",
            "X1",
            "PASSPORT",
            "company",
            "C-2",
            new TreeMap<>(Map.of("home_phone", map("number", "1"))),
            map("city", "Olinda"),
            map("since", "2025"));
    assertThat(KNOWN.updatedBy(other)).isEqualTo(other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Mesa 3", "@", "@example.com", ""})
  void whatIsNoAddressIdentifiesNobody(String email) {
    Particulars said = said(email, null);
    assertThat(said.identifyingEmail()).isEmpty();
    assertThat(said.identifies()).isFalse();
    assertThat(said.proper().email()).isNull();
    assertThat(said.proper().name()).isEqualTo("Mesa 3");
  }

  @Test
  void addressOrDocumentIdentifies() {
    Particulars byEmail = said("a@b", null);
    assertThat(byEmail.identifyingEmail()).contains("a@b");
    assertThat(byEmail.identifies()).isTrue();
    assertThat(byEmail.proper()).isEqualTo(byEmail);
    assertThat(said(null, "93095135270").identifies()).isTrue();
    assertThat(said(null, null).identifies()).isFalse();
  }

  private static Particulars said(@Nullable String email, @Nullable String document) {
    return new Particulars(
        "Mesa 3",
        email,
        document,
        null,
        null,
        null,
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>());
  }

  private static SortedMap<String, String> map(String key, String value) {
    return new TreeMap<>(Map.of(key, value));
  }
}
