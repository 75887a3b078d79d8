package dev.connectpos.acquirer.messaging;

import dev.connectpos.acquirer.domain.InstallmentType;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.outbox.PermanentFailureException;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What commands of either topic say in the same words. Their types are different ones, since each
 * contract has its own; their names are the same, and ours.
 */
final class CommandWords {
  /** Said by every contract of what it has no word for. */
  private static final String UNKNOWN = "UNKNOWN";

  private CommandWords() {}

  /**
   * Our word for one of the wire.
   *
   * @throws IllegalArgumentException if there is none, naming the kind of word
   */
  static <E extends Enum<E>> E word(Class<E> ours, Enum<?> wire) {
    for (E word : ours.getEnumConstants()) {
      if (word.name().equals(wire.name())) {
        return word;
      }
    }
    String kind = ours.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    throw new IllegalArgumentException(kind + " is unknown");
  }

  /**
   * Who finances the instalments; nobody finances a single one, so that it may be left open there.
   *
   * @throws IllegalArgumentException if it is open where somebody must
   */
  static InstallmentType financing(Enum<?> wire, int installments) {
    return wire.name().equals(UNKNOWN) && installments <= 1
        ? InstallmentType.MERCHANT
        : word(InstallmentType.class, wire);
  }

  /**
   * Terms, if they can be said in our words.
   *
   * @throws PermanentFailureException if they make no sense
   */
  static PaymentTerms terms(String paymentId, Supplier<PaymentTerms> terms) {
    try {
      return terms.get();
    } catch (IllegalArgumentException e) {
      throw new PermanentFailureException("payment " + paymentId + ": " + e.getMessage(), e);
    }
  }
}
