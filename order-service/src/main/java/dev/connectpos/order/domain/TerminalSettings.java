package dev.connectpos.order.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where and how an order is shown: the incumbent's {@code poi_payment_settings}.
 *
 * @param displayName label on the terminal
 * @param printOrderReceipt whether the PDV will have a fiscal note printed
 * @param serialNumbers the terminals it is addressed to: exactly one for a direct order; none on a
 *     listed one means every terminal of the account
 * @param paymentSetup of a direct order (O2); null: the order is listed (O3), and the operator
 *     picks it, chooses how it is paid, and may take several payments for it
 */
public record TerminalSettings(
    boolean visible,
    @Nullable String displayName,
    boolean printOrderReceipt,
    List<String> serialNumbers,
    @Nullable PaymentSetup paymentSetup) {

  public TerminalSettings {
    serialNumbers = List.copyOf(serialNumbers);
    if (paymentSetup != null && serialNumbers.size() != 1) {
      throw new IllegalArgumentException("a direct order is addressed to exactly one terminal");
    }
  }

  /** Of an order that no terminal is told of. */
  public static TerminalSettings none() {
    return new TerminalSettings(false, null, false, List.of(), null);
  }

  /** Whether the one terminal shows it at once. */
  public boolean isDirect() {
    return paymentSetup != null;
  }
}
