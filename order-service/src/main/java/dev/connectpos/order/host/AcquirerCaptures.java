package dev.connectpos.order.host;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.connectpos.order.application.Captures;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/** acquirer-service's captures. */
@ApplicationScoped
class AcquirerCaptures implements Captures {
  private static final String CAPTURES = "/internal/v1/captures";

  private final Peers peers;

  AcquirerCaptures(Peers peers) {
    this.peers = peers;
  }

  @Override
  public List<String> newest() {
    return done(peers.acquirer().ask("GET", CAPTURES + "/newest", null)).strings("payment_ids");
  }

  @Override
  public List<String> after(String paymentId) {
    var path = CAPTURES + Query.of().and("after", paymentId);
    return done(peers.acquirer().ask("GET", path, null)).strings("payment_ids");
  }

  @Override
  public List<Captured> captured(Collection<String> paymentIds) {
    var body = JsonNodeFactory.instance.objectNode();
    paymentIds.forEach(body.putArray("payment_ids")::add);
    return done(peers.acquirer().ask("POST", CAPTURES, body))
        .each(
            "data",
            one ->
                new Captured(
                    one.text("payment_id"), one.number("captured_minor"), one.flag("fresh")));
  }

  private static AnswerBody done(Peer.Answer answer) {
    if (!answer.done()) {
      throw answer.unclear();
    }
    return answer.body();
  }
}
