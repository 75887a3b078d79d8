package dev.connectpos.terminal.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.money.Money;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordCaptured;
import dev.connectpos.terminal.domain.PaymentAttemptDecision.Accepted;
import dev.connectpos.terminal.domain.PaymentAttemptEvent.ConfirmationRequested;
import dev.connectpos.terminal.domain.PaymentAttemptEvent.UndoRequested;
import dev.connectpos.terminal.domain.PaymentAttemptState.Authorizing;
import dev.connectpos.terminal.domain.PaymentAttemptState.Captured;
import dev.connectpos.terminal.domain.PaymentAttemptState.Refunded;
import dev.connectpos.terminal.domain.PaymentAttemptState.Voided;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PaymentAttemptPropertyTest {

  private record Run(PaymentAttemptState end, List<PaymentAttemptEvent> events) {
    static Run of(List<PaymentAttemptCommand> commands) {
      PaymentAttemptState state = new Authorizing();
      var events = new ArrayList<PaymentAttemptEvent>();
      for (PaymentAttemptCommand command : commands) {
        if (PaymentAttemptMachine.decide(state, command) instanceof Accepted(var next, var more)) {
          state = next;
          events.addAll(more);
        }
      }
      return new Run(state, events);
    }
  }

  @Provide
  Arbitrary<List<PaymentAttemptCommand>> histories() {
    return Arbitraries.of(PaymentAttemptFixture.commands()).list().ofMaxSize(12);
  }

  @Property
  void anyCommandTwiceIsThatCommandOnce(@ForAll("histories") List<PaymentAttemptCommand> history) {
    var doubled = history.stream().flatMap(c -> List.of(c, c).stream()).toList();
    assertThat(Run.of(doubled)).isEqualTo(Run.of(history));
  }

  @Property
  void captureIsNeverForgotten(
      @ForAll("histories") List<PaymentAttemptCommand> before,
      @ForAll("histories") List<PaymentAttemptCommand> after) {
    var history = new ArrayList<>(before);
    history.add(new RecordCaptured(PaymentAttemptFixture.APPROVAL, Money.brl(1990)));
    history.addAll(after);
    assertThat(Run.of(history).end()).isInstanceOfAny(Captured.class, Refunded.class, Voided.class);
  }

  @Property
  void onlyTheAcquirerMakesAnOutcome(@ForAll("histories") List<PaymentAttemptCommand> history) {
    var ours =
        history.stream()
            .filter(
                c ->
                    c instanceof PaymentAttemptCommand.Confirm
                        || c instanceof PaymentAttemptCommand.Undo)
            .toList();
    assertThat(Run.of(ours).end().isLive()).isTrue();
  }

  @Property
  void outcomeOnceKnownStaysKnown(
      @ForAll("histories") List<PaymentAttemptCommand> history,
      @ForAll("histories") List<PaymentAttemptCommand> more) {
    var all = new ArrayList<>(history);
    all.addAll(more);
    if (!Run.of(history).end().isLive()) {
      assertThat(Run.of(all).end().isLive()).isFalse();
    }
  }

  @Property
  void paidIsBetweenNothingAndWhatWasAskedFor(
      @ForAll("histories") List<PaymentAttemptCommand> history) {
    Money asked = Money.brl(1990);
    assertThat(Run.of(history).end().paid(asked)).isBetween(Money.brl(0), asked);
  }

  @Property
  void confirmedIsNotUndoneByUs(@ForAll("histories") List<PaymentAttemptCommand> history) {
    List<PaymentAttemptEvent> events = Run.of(history).events();
    int confirmed = events.indexOf(new ConfirmationRequested());
    int undone = events.indexOf(new UndoRequested(UndoReason.ORDER_CANCELED));
    assertThat(confirmed >= 0 && undone > confirmed).isFalse();
    assertThat(events).doesNotHaveDuplicates();
  }
}
