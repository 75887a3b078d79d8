package dev.connectpos.acquirer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates as the bankers' federation published them. */
class BankingCalendarTest {
  @ParameterizedTest
  @CsvSource({
    "1961, 1961-04-02", "2000, 2000-04-23", "2019, 2019-04-21", "2024, 2024-03-31",
    "2025, 2025-04-20", "2026, 2026-04-05", "2027, 2027-03-28", "2038, 2038-04-25",
    "2076, 2076-04-19", "2285, 2285-03-22"
  })
  void easterIsWhereTheChurchHasIt(int year, LocalDate easter) {
    assertThat(BankingCalendar.easter(year)).isEqualTo(easter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Movable: Carnival's Monday and Tuesday, Good Friday, Corpus Christi.
        "2025-03-03",
        "2025-03-04",
        "2025-04-18",
        "2025-06-19",
        "2026-02-16",
        "2026-02-17",
        "2026-04-03",
        "2026-06-04",
        "2027-02-08",
        "2027-02-09",
        "2027-03-26",
        "2027-05-27",
        // Fixed.
        "2026-01-01",
        "2026-04-21",
        "2026-05-01",
        "2026-09-07",
        "2026-10-12",
        "2026-11-02",
        "2027-11-15",
        "2026-12-25",
        // Since 2024.
        "2024-11-20",
        "2026-11-20",
        // Weekends.
        "2026-11-28",
        "2026-11-29"
      })
  void banksAreClosedOn(LocalDate day) {
    assertThat(BankingCalendar.isBusinessDay(day)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Ash Wednesday, and the days around the movable feasts.
        "2026-02-13",
        "2026-02-18",
        "2026-04-02",
        "2026-04-06",
        "2026-06-03",
        "2026-06-05",
        // Not national yet.
        "2023-11-20",
        // Closed to the public, but a business day.
        "2026-12-24",
        "2026-12-31"
      })
  void banksWorkOn(LocalDate day) {
    assertThat(BankingCalendar.isBusinessDay(day)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-25, 1, 2026-11-26",
    // Over a weekend, from within one, and over Carnival.
    "2026-11-27, 1, 2026-11-30",
    "2026-11-28, 1, 2026-11-30",
    "2026-11-27, 2, 2026-12-01",
    "2026-02-13, 1, 2026-02-18",
    "2026-02-13, 2, 2026-02-19",
    // Christmas on a Friday, then the weekend.
    "2026-12-24, 1, 2026-12-28",
    "2026-12-31, 1, 2027-01-04"
  })
  void countsBusinessDays(LocalDate day, int businessDays, LocalDate found) {
    assertThat(BankingCalendar.after(day, businessDays)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({"2026-11-25, 2026-11-25", "2026-12-25, 2026-12-28", "2026-02-14, 2026-02-18"})
  void movesForwardOnly(LocalDate day, LocalDate found) {
    assertThat(BankingCalendar.onOrAfter(day)).isEqualTo(found);
  }
}
