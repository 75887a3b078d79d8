package dev.connectpos.terminal.api;

import dev.connectpos.operations.ParkedMessageRoutes;
import dev.connectpos.outbox.ParkedMessages;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Messages that wait for an operator. */
@Path("/terminal/v1/parked-messages")
@Operator
@Tag(name = "Operators")
public class ParkedMessageResource extends ParkedMessageRoutes {
  ParkedMessageResource(ParkedMessages parked) {
    super(parked);
  }

  @Override
  protected RuntimeException handlerNotKnown() {
    return new Problem(
            409,
            "handler_not_known",
            "No message of the topic came since the start; ask again later")
        .exception();
  }
}
