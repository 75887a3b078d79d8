package dev.connectpos.order.application;

import dev.connectpos.order.application.MerchantTerminals.MerchantTerminal;
import dev.connectpos.order.domain.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * PDVs register their own terminals, and replace them (T1, T3): once for each Idempotency-Key. A
 * code claimed again by the same account is answered the same, so a repeat goes on after a crash.
 */
@ApplicationScoped
public class TerminalDesk {
  private final Errands errands;
  private final MerchantTerminals terminals;
  private final Resources resources;
  private final Ids ids;

  TerminalDesk(Errands errands, MerchantTerminals terminals, Resources resources, Ids ids) {
    this.errands = errands;
    this.terminals = terminals;
    this.resources = resources;
    this.ids = ids;
  }

  /** Registers the terminal that shows the code. */
  public Reply register(AccountId account, String pairingCode, String mode, CallContext context) {
    return once(context, () -> terminals.register(account, pairingCode, mode));
  }

  /** Replaces a terminal by the one that shows the code. */
  public Reply replace(AccountId account, String id, String pairingCode, CallContext context) {
    return once(context, () -> terminals.replace(account, id, pairingCode));
  }

  private Reply once(CallContext context, Supplier<Heard<MerchantTerminal>> ask) {
    return errands.run(
        context,
        () -> new Reply.Asked(ids.event().toString(), false),
        _ -> ask.get().map(resources::terminal));
  }
}
