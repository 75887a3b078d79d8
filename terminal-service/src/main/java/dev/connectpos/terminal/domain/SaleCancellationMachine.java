package dev.connectpos.terminal.domain;

import dev.connectpos.terminal.domain.SaleCancellationCommand.RecordCanceled;
import dev.connectpos.terminal.domain.SaleCancellationCommand.RecordRefused;
import dev.connectpos.terminal.domain.SaleCancellationDecision.Accepted;
import dev.connectpos.terminal.domain.SaleCancellationDecision.AlreadyDone;
import dev.connectpos.terminal.domain.SaleCancellationDecision.Rejected;
import dev.connectpos.terminal.domain.SaleCancellationState.Asked;
import dev.connectpos.terminal.domain.SaleCancellationState.Canceled;
import dev.connectpos.terminal.domain.SaleCancellationState.Refused;

/**
 * Every way of a cancellation; docs/states/sale-cancellation.md is drawn from it. A refused one may
 * still be carried out, because a merchant may have the acquirer try the same request again; money
 * that went back is never forgotten.
 */
public final class SaleCancellationMachine {

  private record On(SaleCancellationState state, SaleCancellationCommand command) {}

  private SaleCancellationMachine() {}

  /** Decides; total over every state and command. */
  public static SaleCancellationDecision decide(
      SaleCancellationState state, SaleCancellationCommand command) {
    return switch (new On(state, command)) {
      case On(Asked _, RecordCanceled c) -> new Accepted(new Canceled(c.kind(), c.at()));
      case On(Canceled _, RecordCanceled _) -> new AlreadyDone(state);
      case On(Refused _, RecordCanceled c) -> new Accepted(new Canceled(c.kind(), c.at()));

      case On(Asked _, RecordRefused c) -> new Accepted(new Refused(c.code(), c.message(), c.at()));
      case On(Canceled _, RecordRefused _) ->
          new Rejected(SaleCancellationRejection.CONTRADICTS_OUTCOME);
      // What was told stays told; a second refusal adds nothing.
      case On(Refused _, RecordRefused _) -> new AlreadyDone(state);
    };
  }
}
