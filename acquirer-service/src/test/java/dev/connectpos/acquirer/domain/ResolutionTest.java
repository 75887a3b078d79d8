package dev.connectpos.acquirer.domain;

import static dev.connectpos.acquirer.domain.PaymentFixture.APPROVAL;
import static dev.connectpos.acquirer.domain.PaymentFixture.ASKED;
import static dev.connectpos.acquirer.domain.PaymentFixture.CANCEL;
import static dev.connectpos.acquirer.domain.PaymentFixture.CAPTURE_BY;
import static dev.connectpos.acquirer.domain.PaymentFixture.CARD;
import static dev.connectpos.acquirer.domain.PaymentFixture.LATER;
import static dev.connectpos.acquirer.domain.PaymentFixture.MONEY;
import static dev.connectpos.acquirer.domain.PaymentFixture.OTHER_REQUEST;
import static dev.connectpos.acquirer.domain.PaymentFixture.PLENTY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.domain.Cancellation.Kind;
import dev.connectpos.acquirer.domain.Cancellation.Status;
import dev.connectpos.acquirer.domain.PaymentState.Captured;
import dev.connectpos.acquirer.domain.PaymentState.Declined;
import dev.connectpos.acquirer.domain.PaymentState.Expiring;
import dev.connectpos.acquirer.domain.PaymentState.Reversed;
import dev.connectpos.acquirer.domain.PaymentState.Reversing;
import dev.connectpos.acquirer.domain.PaymentState.UndoingLateApproval;
import dev.connectpos.acquirer.domain.Resolution.Circumstances;
import dev.connectpos.acquirer.domain.Resolution.NotResolvable;
import dev.connectpos.acquirer.domain.Resolution.NotReturned;
import dev.connectpos.acquirer.domain.Resolution.NotTaken;
import dev.connectpos.acquirer.domain.Resolution.Released;
import dev.connectpos.acquirer.domain.Resolution.Returned;
import dev.connectpos.acquirer.domain.Resolution.Taken;
import dev.connectpos.money.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator states is taken as the network's answer, or not at all. */
class ResolutionTest {
  private static final Circumstances IN_VAIN = new Circumstances(true, LATER, PLENTY);
  private static final Circumstances AT_WORK = new Circumstances(false, LATER, PLENTY);
  private static final Status REFUSED = new Cancellation.Refused("1024");

  @Test
  void whatWasRefusedMayHaveBeenReturnedAllTheSame() {
    var done = new Taken(new PaymentCommand.CancelDone(CANCEL, LATER, PLENTY));
    assertThat(new Returned(CANCEL).read(captured(REFUSED), AT_WORK)).isEqualTo(done);
    assertThat(new Returned(CANCEL).read(captured(new Cancellation.Asked()), IN_VAIN))
        .isEqualTo(done);
    assertThat(new Returned(CANCEL).read(captured(new Cancellation.Asked()), AT_WORK))
        .isEqualTo(new NotTaken(NotResolvable.STILL_BEING_ASKED));
    assertThat(new Returned(OTHER_REQUEST).read(captured(REFUSED), IN_VAIN))
        .isEqualTo(new NotTaken(NotResolvable.UNKNOWN_CANCELLATION));
  }

  @Test
  void whatWasReturnedCannotBeTakenBack() {
    assertThat(new NotReturned(CANCEL).read(captured(new Cancellation.Asked()), IN_VAIN))
        .isEqualTo(new Taken(new PaymentCommand.CancelRefused(CANCEL, 1, "9999")));
    assertThat(new NotReturned(CANCEL).read(captured(new Cancellation.Asked()), AT_WORK))
        .isEqualTo(new NotTaken(NotResolvable.STILL_BEING_ASKED));
    assertThat(new NotReturned(CANCEL).read(captured(new Cancellation.Done()), IN_VAIN))
        .isEqualTo(new NotTaken(NotResolvable.ALREADY_KNOWN));
    assertThat(new NotReturned(OTHER_REQUEST).read(captured(REFUSED), IN_VAIN))
        .isEqualTo(new NotTaken(NotResolvable.UNKNOWN_CANCELLATION));
  }

  @Test
  void anUndoingThatNobodyAcknowledgesIsReleasedUnderTheAdviceOnItsWay() {
    assertThat(new Released().read(new Reversing(ASKED, 2), IN_VAIN)).isEqualTo(acknowledged(2));
    assertThat(new Released().read(new Expiring(CARD, APPROVAL, CAPTURE_BY), IN_VAIN))
        .isEqualTo(acknowledged(Expiring.ADVICE));
    var late = new UndoingLateApproval(new Declined(PaymentFixture.REFUSAL));
    assertThat(new Released().read(late, IN_VAIN))
        .isEqualTo(acknowledged(UndoingLateApproval.ADVICE));
    assertThat(new Released().read(late, AT_WORK))
        .isEqualTo(new NotTaken(NotResolvable.STILL_BEING_ASKED));
    assertThat(new Released().read(new Reversed(ASKED), IN_VAIN))
        .isEqualTo(new NotTaken(NotResolvable.NOTHING_TO_RELEASE));
    assertThat(new Released().read(captured(REFUSED), IN_VAIN))
        .isEqualTo(new NotTaken(NotResolvable.NOTHING_TO_RELEASE));
  }

  private static Taken acknowledged(int advice) {
    return new Taken(new PaymentCommand.ReversalAcknowledged(advice));
  }

  private static Captured captured(Status status) {
    var cancellation = new Cancellation(CANCEL, Kind.REFUND, Money.brl(40_00), status);
    return new Captured(
        CARD, APPROVAL, new Captures(List.of(MONEY)), new Cancellations(List.of(cancellation)));
  }
}
