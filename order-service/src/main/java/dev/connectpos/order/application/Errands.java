package dev.connectpos.order.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Calls whose effect another service has, under an id that is minted here.
 *
 * <ol>
 *   <li>One transaction checks what is ours to check, and keeps the id under the Idempotency-Key.
 *   <li>In no transaction the other service is asked, under that id; asked again it answers the
 *       same, so a repeat of the call goes on here after a crash in between.
 *   <li>What was done is pinned for repeats. A refusal is not: the same id may be tried again.
 * </ol>
 */
@ApplicationScoped
public class Errands {
  private final Idempotency idempotency;
  private final Beginning beginning;

  Errands(Idempotency idempotency, Beginning beginning) {
    this.idempotency = idempotency;
    this.beginning = beginning;
  }

  /** The transaction that begins. */
  @ApplicationScoped
  static class Beginning {
    private final Idempotency idempotency;

    Beginning(Idempotency idempotency) {
      this.idempotency = idempotency;
    }

    @Transactional
    Reply begin(CallContext context, Supplier<Reply> check) {
      return idempotency.once(context.call(), check);
    }
  }

  /**
   * Runs one.
   *
   * @param check {@link Reply.Asked} with the id, or why not; runs in a transaction
   * @param ask what the other service makes of the id, as the API shows it; runs in none
   */
  Reply run(CallContext context, Supplier<Reply> check, Function<String, Heard<String>> ask) {
    var begun = beginning.begin(context, check);
    if (!(begun instanceof Reply.Asked(var id, boolean repeated))) {
      return begun;
    }
    return switch (ask.apply(id)) {
      case Heard.Said<String>(var body) ->
          new Reply.Done(idempotency.complete(context.call(), id, body), repeated);
      case Heard.Declined<String> declined -> declined.reply();
    };
  }
}
