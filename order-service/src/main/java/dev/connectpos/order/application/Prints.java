package dev.connectpos.order.application;

import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.OrderRejection;
import dev.connectpos.order.domain.PlacedOrder;
import dev.connectpos.order.domain.PrintId;
import jakarta.enterprise.context.ApplicationScoped;

/** The PDV has documents printed on an order's terminal (O10). */
@ApplicationScoped
public class Prints {
  private final Errands errands;
  private final OrderStore orders;
  private final Printing printing;
  private final Ids ids;

  Prints(Errands errands, OrderStore orders, Printing printing, Ids ids) {
    this.errands = errands;
    this.orders = orders;
    this.printing = printing;
    this.ids = ids;
  }

  /**
   * A document, well-formed.
   *
   * @param content the image, in base 64
   */
  public record Draft(String type, int sizeV, int sizeH, String format, String content) {}

  /** Has a document printed, once for each Idempotency-Key. */
  public Reply print(Account account, OrderId order, Draft draft, CallContext context) {
    return errands.run(
        context,
        () ->
            orders
                .find(account.id(), order)
                .map(kept -> check(account, kept.state().order()))
                .orElse(new Reply.Refused(OrderRejection.ORDER_NOT_FOUND)),
        id ->
            printing.print(
                new PrintJob(
                    new PrintId(id),
                    account.id(),
                    order,
                    draft.type(),
                    draft.sizeV(),
                    draft.sizeH(),
                    draft.format(),
                    draft.content())));
  }

  /** What is ours to know; terminal-service never hears of orders that are paid over the API. */
  private Reply check(Account account, PlacedOrder order) {
    if (!account.services().print()) {
      return new Reply.Declined("print_not_enabled", null);
    }
    return switch (order.channel()) {
      case CHARGES, SETTLING -> new Reply.Declined("no_terminal", null);
      case TERMINAL, STANDALONE, SETUP_CHECK ->
          order.terminal().printOrderReceipt()
              ? new Reply.Asked(ids.print().value(), false)
              : new Reply.Declined("order_without_receipt", null);
    };
  }
}
