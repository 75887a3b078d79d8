package dev.connectpos.order.application;

import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.OrderRejection;
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
            orders.find(account.id(), order).isEmpty()
                ? new Reply.Refused(OrderRejection.ORDER_NOT_FOUND)
                : new Reply.Asked(ids.print().value(), false),
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
}
