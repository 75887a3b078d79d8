package dev.connectpos.acquirer.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.acquirer.domain.InstallmentType;
import dev.connectpos.acquirer.domain.OperationType;
import dev.connectpos.acquirer.domain.PaymentOrigin;
import dev.connectpos.acquirer.domain.PaymentType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CommandWordsTest {

  /** A contract that learns a word teaches it to us, or this is red. */
  @Test
  void everyWordOfTheWireIsOurs() {
    knowsAll(OperationType.class, dev.connectpos.payment.commands.v1.OperationType.values());
    knowsAll(OperationType.class, dev.connectpos.charge.commands.v1.OperationType.values());
    knowsAll(InstallmentType.class, dev.connectpos.payment.commands.v1.InstallmentType.values());
    knowsAll(InstallmentType.class, dev.connectpos.charge.commands.v1.InstallmentType.values());
    knowsAll(PaymentType.class, dev.connectpos.payment.commands.v1.PaymentType.values());
    knowsAll(PaymentOrigin.class, dev.connectpos.payment.commands.v1.PaymentOrigin.values());
  }

  private static <E extends Enum<E>> void knowsAll(Class<E> ours, Enum<?>[] wire) {
    assertThat(wire).hasSizeGreaterThan(2);
    Arrays.stream(wire)
        .filter(word -> !word.name().equals("UNKNOWN"))
        .forEach(word -> assertThat(CommandWords.word(ours, word).name()).isEqualTo(word.name()));
  }

  @Test
  void saysWhichWordIsMissing() {
    assertThatThrownBy(
            () ->
                CommandWords.word(
                    OperationType.class, dev.connectpos.charge.commands.v1.OperationType.UNKNOWN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("operation_type is unknown");
  }
}
