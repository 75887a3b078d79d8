package dev.connectpos.order.application;

import dev.connectpos.money.Money;
import dev.connectpos.order.application.AccountStore.KeptAccount;
import dev.connectpos.order.domain.AccountEvent;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.InstallmentType;
import dev.connectpos.order.domain.OperationType;
import dev.connectpos.order.domain.OrderChannel;
import dev.connectpos.order.domain.Particulars;
import dev.connectpos.order.domain.PaymentSetup;
import dev.connectpos.order.domain.TerminalSettings;
import dev.connectpos.order.domain.TerminalStanding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * Proves an account's set-up (A13): an order of R$ 1,00 goes the way of every order, to a terminal,
 * to the acquirer and back. When it is paid it closes, and its money goes back by the cancellation
 * of every order that keeps none. The acquirer is told which order it is, and shows what became of
 * it with the affiliation.
 */
@ApplicationScoped
public class SetupChecks {
  /** Symbolic, and the least that every issuer takes. */
  private static final Money AMOUNT = Money.brl(100);

  /** Time to walk to the terminal with a card. */
  private static final Duration TIME = Duration.ofMinutes(15);

  /** On the terminal's screen. */
  private static final String WORDS = "Teste da integração";

  private static final Particulars NOBODY =
      new Particulars(
          WORDS,
          null,
          null,
          null,
          null,
          null,
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          Collections.emptySortedMap());

  private final Orders orders;
  private final TerminalStore terminals;
  private final AccountStore accounts;
  private final AccountEvents events;
  private final Idempotency idempotency;
  private final Ids ids;
  private final Clock clock;

  SetupChecks(
      Orders orders,
      TerminalStore terminals,
      AccountStore accounts,
      AccountEvents events,
      Idempotency idempotency,
      Ids ids,
      Clock clock) {
    this.orders = orders;
    this.terminals = terminals;
    this.accounts = accounts;
    this.events = events;
    this.idempotency = idempotency;
    this.ids = ids;
    this.clock = clock;
  }

  /** Begins a check on one of the account's terminals; answers its order. */
  @Transactional
  public Reply start(AccountId id, String serialNumber, CallContext context) {
    return idempotency.once(
        context.call(),
        () ->
            accounts
                .lock(id)
                .map(kept -> start(kept, serialNumber, context))
                .orElseGet(Reply.NoSuchAccount::new));
  }

  private Reply start(KeptAccount kept, String serialNumber, CallContext context) {
    var account = kept.account();
    var order = ids.order();
    Instant expiresAt = clock.instant().plus(TIME);
    var draft = draft(account.id(), serialNumber, expiresAt);
    var reply = orders.placed(order, account, draft, context);
    if (reply instanceof Reply.Done) {
      var next = kept.next(account);
      accounts.save(next);
      events.publish(
          new AccountEvents.Fact(
              ids.event(),
              account.id(),
              new AccountEvent.SetupCheckStarted(account.id(), order, serialNumber, expiresAt),
              next.streamVersion(),
              clock.instant(),
              context.origin()));
    }
    return reply;
  }

  private OrderDraft draft(AccountId account, String serialNumber, Instant expiresAt) {
    boolean direct =
        terminals
            .find(account, serialNumber)
            .filter(terminal -> terminal.mode() == TerminalStanding.DIRECT)
            .isPresent();
    var setup =
        new PaymentSetup(null, 1, InstallmentType.MERCHANT, OperationType.AUTH_AND_CAPTURE, null);
    return new OrderDraft(
        null,
        new CustomerDraft.Told(NOBODY),
        List.of(new OrderDraft.Item(WORDS, AMOUNT, 1, null, null)),
        new TerminalSettings(true, WORDS, false, List.of(serialNumber), direct ? setup : null),
        Collections.emptySortedMap(),
        new OrderDraft.ExpiresAt(expiresAt),
        OrderChannel.SETUP_CHECK,
        List.of());
  }
}
