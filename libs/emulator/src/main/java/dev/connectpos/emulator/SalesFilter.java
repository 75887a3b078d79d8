package dev.connectpos.emulator;

import org.jspecify.annotations.Nullable;

/**
 * Which sales are looked for (T6).
 *
 * @param date the day, {@code YYYY-MM-DD} in the merchant's zone; null for today
 * @param amountMinor only of this amount, in minor units; null for all
 * @param nsu only the one with this number; null for all
 */
public record SalesFilter(@Nullable String date, @Nullable Long amountMinor, @Nullable String nsu) {

  /** All of today's. */
  public static final SalesFilter TODAY = new SalesFilter(null, null, null);
}
