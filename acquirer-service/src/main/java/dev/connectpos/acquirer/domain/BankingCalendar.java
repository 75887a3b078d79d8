package dev.connectpos.acquirer.domain;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.Set;

/**
 * The days on which Brazilian banks move money: no weekends and no national bank holidays. The last
 * working day of a year counts, since banks are closed to the public only.
 */
public final class BankingCalendar {
  private static final Set<MonthDay> FIXED =
      Set.of(
          MonthDay.of(Month.JANUARY, 1),
          MonthDay.of(Month.APRIL, 21),
          MonthDay.of(Month.MAY, 1),
          MonthDay.of(Month.SEPTEMBER, 7),
          MonthDay.of(Month.OCTOBER, 12),
          MonthDay.of(Month.NOVEMBER, 2),
          MonthDay.of(Month.NOVEMBER, 15),
          MonthDay.of(Month.DECEMBER, 25));

  /** Black Awareness Day, national by Law 14.759 of 2023. */
  private static final MonthDay CONSCIENCIA_NEGRA = MonthDay.of(Month.NOVEMBER, 20);

  private static final int CONSCIENCIA_NEGRA_SINCE = 2024;

  /** Carnival's Monday and Tuesday, Good Friday and Corpus Christi, in days from Easter. */
  private static final Set<Long> MOVABLE = Set.of(-48L, -47L, -2L, 60L);

  private BankingCalendar() {}

  /** Whether banks move money on that day. */
  public static boolean isBusinessDay(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && !isHoliday(day);
  }

  /** That day, or the first business day after it. */
  public static LocalDate onOrAfter(LocalDate day) {
    LocalDate found = day;
    while (!isBusinessDay(found)) {
      found = found.plusDays(1);
    }
    return found;
  }

  /** The so many-th business day after that day. */
  public static LocalDate after(LocalDate day, int businessDays) {
    LocalDate found = day;
    for (int i = 0; i < businessDays; i++) {
      found = onOrAfter(found.plusDays(1));
    }
    return found;
  }

  private static boolean isHoliday(LocalDate day) {
    MonthDay date = MonthDay.from(day);
    return FIXED.contains(date)
        || (date.equals(CONSCIENCIA_NEGRA) && day.getYear() >= CONSCIENCIA_NEGRA_SINCE)
        || MOVABLE.contains(day.toEpochDay() - easter(day.getYear()).toEpochDay());
  }

  /** Easter Sunday of a Gregorian year, after Meeus, Jones and Butcher. */
  static LocalDate easter(int year) {
    int golden = year % 19;
    int century = year / 100;
    int ofCentury = year % 100;
    int moonShift = (century - (century + 8) / 25 + 1) / 3;
    int epact = (19 * golden + century - century / 4 - moonShift + 15) % 30;
    int weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7;
    int late = (golden + 11 * epact + 22 * weekday) / 451;
    int sum = epact + weekday - 7 * late + 114;
    return LocalDate.of(year, sum / 31, sum % 31 + 1);
  }
}
