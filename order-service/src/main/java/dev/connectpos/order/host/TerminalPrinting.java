package dev.connectpos.order.host;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.connectpos.order.application.Heard;
import dev.connectpos.order.application.PrintJob;
import dev.connectpos.order.application.Printing;
import jakarta.enterprise.context.ApplicationScoped;

/** Documents go to terminal-service, which knows the terminal that has the order. */
@ApplicationScoped
class TerminalPrinting implements Printing {
  private final Peers peers;

  TerminalPrinting(Peers peers) {
    this.peers = peers;
  }

  @Override
  public Heard<String> print(PrintJob job) {
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("account_id", job.account().value())
            .put("order_id", job.order().value())
            .put("type", job.type())
            .put("size_v", job.sizeV())
            .put("size_h", job.sizeH())
            .put("format", job.format())
            .put("content", job.content());
    var answer = peers.terminals().ask("PUT", "/internal/v1/print-jobs/" + job.id().value(), body);
    // What is kept for repeats is that it was taken; how it stands will be another thing then.
    return answer.heard(_ -> "{}");
  }
}
