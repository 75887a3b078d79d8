package dev.connectpos.order.application;

import dev.connectpos.order.domain.OrderId;
import java.util.List;

/** Where it is kept how documents stand; of each order, the last few. */
public interface PrintStore {

  /** Keeps how a document stands now. Needs a running transaction. */
  void keep(PrintNews news);

  /** An order's documents, oldest first. */
  List<PrintNews> of(OrderId order);
}
