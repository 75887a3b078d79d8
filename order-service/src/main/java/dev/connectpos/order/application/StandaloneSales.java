package dev.connectpos.order.application;

import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.Customer;
import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.Decision.AlreadyDone;
import dev.connectpos.order.domain.Decision.Rejected;
import dev.connectpos.order.domain.OrderChannel;
import dev.connectpos.order.domain.OrderCommand;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentCaptured;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentConfirmed;
import dev.connectpos.order.domain.OrderItem;
import dev.connectpos.order.domain.OrderMachine;
import dev.connectpos.order.domain.OrderState;
import dev.connectpos.order.domain.PlacedOrder;
import dev.connectpos.order.domain.Sale;
import dev.connectpos.order.domain.TerminalSettings;
import dev.connectpos.outbox.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/**
 * Sales that a terminal made without an order (T5). The first approval of such a payment makes the
 * order, under the id that the terminal's service gave it. What is said before comes to nothing
 * here: it was applied without effect, or it is late and the order's cursor drops it.
 */
@ApplicationScoped
class StandaloneSales {
  private static final String CUSTOMER = "Unknown customer";
  private static final String ITEM = "Valor avulso";

  private final OrderJournal journal;
  private final AccountStore accounts;
  private final Resources resources;
  private final Ids ids;
  private final Clock clock;

  StandaloneSales(
      OrderJournal journal, AccountStore accounts, Resources resources, Ids ids, Clock clock) {
    this.journal = journal;
    this.accounts = accounts;
    this.resources = resources;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Takes in what the acquirer says of a payment whose order is not here. Two replicas that are
   * told at once both insert; the order's key lets one of them, and the other is tried again.
   *
   * @throws OrderRefusedException if it cannot be true
   */
  @Transactional(Transactional.TxType.MANDATORY)
  Verdict hear(PaymentNews news, AccountId soldBy) {
    Sale sale;
    switch (news.command()) {
      case RecordPaymentCaptured captured -> sale = captured.sale();
      case RecordPaymentConfirmed confirmed -> sale = confirmed.sale();
      default -> {
        return Verdict.APPLIED;
      }
    }
    var account = accounts.find(soldBy);
    if (account.isEmpty()) {
      // It is ours to know, so it is late (a restored backup), not unknown.
      return Verdict.GAP;
    }
    var command =
        new OrderCommand.RecordStandaloneSale(order(news, account.get(), sale), news.command());
    switch (OrderMachine.decide(new OrderState.Unplaced(), command)) {
      case Accepted accepted -> {
        journal.openSold(accepted, news);
      }
      case AlreadyDone _ -> throw new IllegalStateException("nothing was done before");
      case Rejected(var reason) -> throw new OrderRefusedException(news, reason);
    }
    return Verdict.APPLIED;
  }

  private PlacedOrder order(PaymentNews news, Account account, Sale sale) {
    var now = clock.instant();
    return new PlacedOrder(
        news.order(),
        account.id(),
        ids.orderCode(),
        new Customer(ids.customer(), CUSTOMER, null),
        sale.authorized().currency(),
        List.of(new OrderItem(ids.item(), ITEM, sale.authorized(), 1, null, null, now, now)),
        OrderChannel.STANDALONE,
        new TerminalSettings(false, null, false, List.of(sale.terminalSerial()), null),
        resources.metadata(sale),
        account.settings().overpaymentAllowed(),
        now,
        null,
        now);
  }
}
