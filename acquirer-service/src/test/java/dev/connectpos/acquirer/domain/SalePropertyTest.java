package dev.connectpos.acquirer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.domain.PaymentCommand.Approved;
import dev.connectpos.acquirer.domain.PaymentCommand.Authorize;
import dev.connectpos.acquirer.domain.PaymentCommand.Confirm;
import dev.connectpos.acquirer.domain.PaymentCommand.ConfirmDeadlinePassed;
import dev.connectpos.acquirer.domain.PaymentCommand.NotFound;
import dev.connectpos.acquirer.domain.PaymentCommand.Refused;
import dev.connectpos.acquirer.domain.PaymentCommand.ReversalAcknowledged;
import dev.connectpos.acquirer.domain.PaymentCommand.Unclear;
import dev.connectpos.acquirer.domain.PaymentCommand.Undo;
import dev.connectpos.acquirer.domain.PaymentDecision.Accepted;
import dev.connectpos.acquirer.domain.PaymentState.AuthorizationUnknown;
import dev.connectpos.acquirer.domain.PaymentState.Authorized;
import dev.connectpos.acquirer.domain.PaymentState.Authorizing;
import dev.connectpos.acquirer.domain.PaymentState.Captured;
import dev.connectpos.acquirer.domain.PaymentState.Expiring;
import dev.connectpos.acquirer.domain.PaymentState.Held;
import dev.connectpos.acquirer.domain.PaymentState.NotStarted;
import dev.connectpos.acquirer.domain.PaymentState.PartiallyCaptured;
import dev.connectpos.acquirer.domain.PaymentState.ReversedInDoubt;
import dev.connectpos.acquirer.domain.PaymentState.Reversing;
import dev.connectpos.acquirer.domain.PaymentState.Settled;
import dev.connectpos.acquirer.domain.PaymentState.UndoingLateApproval;
import dev.connectpos.acquirer.domain.PaymentState.Withdrawing;
import dev.connectpos.money.Money;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The machine among everything that can interleave with it: a network that decides when it likes
 * and whose answers are late or lost, advices that overtake authorizations, crashes that forget all
 * that is in memory, impatient watchers, and a terminal that confirms or undoes at any moment.
 */
class SalePropertyTest {
  /** What may happen next; each does nothing when it makes no sense. */
  enum Step {
    NETWORK_DECIDES,
    ANSWER_ARRIVES,
    ANSWER_IS_LOST,
    CRASH,
    WATCH,
    NETWORK_GETS_ADVICE,
    ACKNOWLEDGEMENT_ARRIVES,
    CONFIRM,
    UNDO,
    DEADLINE
  }

  /** As the port demands: what was advised before it was authorized is refused. */
  @Property(tries = 5000)
  void moneyIsHeldExactlyWhenCaptured(@ForAll List<Step> steps) {
    holds(new World(false, PaymentFixture.TERMINAL), steps);
  }

  /** With a network that forgets advices that come too early: the last enquiry makes it good. */
  @Property(tries = 5000)
  void lateApprovalsOfAForgetfulNetworkAreUndone(@ForAll List<Step> steps) {
    holds(new World(true, PaymentFixture.TERMINAL), steps);
  }

  /** Without a terminal nobody confirms, and nobody undoes: an approval is a capture. */
  @Property(tries = 5000)
  void onlineToo(@ForAll boolean forgetful, @ForAll List<Step> steps) {
    var world = new World(forgetful, PaymentFixture.ONLINE);
    holds(world, steps);
    assertThat(world.confirmed).isFalse();
  }

  private static void holds(World world, List<Step> steps) {
    steps.forEach(world::step);
    world.settle();
    assertThat(world.payment.state()).isInstanceOf(Settled.class);
    assertThat(world.held).as("held, %s", world.payment).isEqualTo(isCaptured(world.payment));
  }

  private static boolean isCaptured(Payment payment) {
    return payment.state() instanceof Captured;
  }

  private static final class World {
    private Payment payment;
    private boolean confirmed;
    private boolean requestOnItsWay = true;
    private boolean held;
    private boolean decided;
    private boolean advised;
    private final boolean forgetful;
    private final Deque<PaymentCommand> answers = new ArrayDeque<>();
    private final Deque<Integer> advices = new ArrayDeque<>();
    private final Deque<Integer> acknowledgements = new ArrayDeque<>();
    private Instant clock = PaymentFixture.NOW;

    World(boolean forgetful, Channel channel) {
      this.forgetful = forgetful;
      this.payment =
          Payment.of(
              PaymentFixture.terms(
                  Money.brl(100_00), PaymentType.CREDIT, OperationType.AUTH_AND_CAPTURE, channel));
      apply(new Authorize(PaymentFixture.CARD));
    }

    void step(Step step) {
      switch (step) {
        case NETWORK_DECIDES -> networkDecides();
        case ANSWER_ARRIVES -> {
          if (!answers.isEmpty()) {
            apply(answers.poll());
          }
        }
        case ANSWER_IS_LOST -> {
          if (!answers.isEmpty()) {
            answers.poll();
            apply(new Unclear());
          }
        }
        case CRASH -> {
          answers.clear();
          acknowledgements.clear();
        }
        case WATCH -> watch();
        case NETWORK_GETS_ADVICE -> {
          if (!advices.isEmpty()) {
            held = false;
            advised = true;
            acknowledgements.add(advices.poll());
          }
        }
        case ACKNOWLEDGEMENT_ARRIVES -> {
          if (!acknowledgements.isEmpty()) {
            apply(new ReversalAcknowledged(acknowledgements.poll()));
          }
        }
        case CONFIRM -> apply(new Confirm(PaymentFixture.ATTEMPT, clock, PaymentFixture.FEES));
        case UNDO -> apply(new Undo(PaymentFixture.ATTEMPT, PaymentFixture.ASKED));
        case DEADLINE -> {
          clock = PaymentFixture.DEADLINE;
          apply(new ConfirmDeadlinePassed(clock));
        }
      }
    }

    private void networkDecides() {
      if (requestOnItsWay) {
        requestOnItsWay = false;
        if (advised && !forgetful) {
          answers.add(new Refused(PaymentFixture.REFUSAL));
          return;
        }
        decided = true;
        held = true;
        answers.add(approved());
      }
    }

    private static Approved approved() {
      return new Approved(PaymentFixture.APPROVAL, PaymentFixture.DEADLINE, PaymentFixture.FEES);
    }

    private void watch() {
      switch (payment.state()) {
        case Authorizing _, Withdrawing _ -> apply(new Unclear());
        case AuthorizationUnknown _ -> apply(decided ? approved() : new NotFound());
        case Authorized _ -> apply(new ConfirmDeadlinePassed(clock));
        case ReversedInDoubt _ -> {
          // Due only when the network can have nothing on its way any longer.
          if (!requestOnItsWay) {
            apply(decided ? approved() : new NotFound());
          }
        }
        case Reversing(_, int advice) -> advices.add(advice);
        case UndoingLateApproval _ -> advices.add(UndoingLateApproval.ADVICE);
        case Held _, PartiallyCaptured _, Expiring _, NotStarted _, Settled _ -> {
          // Nothing is due.
        }
      }
    }

    private void apply(PaymentCommand command) {
      if (payment.decide(command) instanceof Accepted(var next, _)) {
        payment = payment.in(next);
        confirmed |= command instanceof PaymentCommand.FromTerminal;
      }
    }

    /** No more crashes; the network's answer to a request that is still on its way arrives. */
    void settle() {
      networkDecides();
      drain();
      step(Step.DEADLINE);
      for (int i = 0; i < 10; i++) {
        watch();
        drain();
      }
    }

    private void drain() {
      while (!answers.isEmpty()) {
        step(Step.ANSWER_ARRIVES);
      }
      while (!advices.isEmpty()) {
        step(Step.NETWORK_GETS_ADVICE);
      }
      while (!acknowledgements.isEmpty()) {
        step(Step.ACKNOWLEDGEMENT_ARRIVES);
      }
    }
  }
}
