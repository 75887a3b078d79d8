package dev.connectpos.order.api;

import dev.connectpos.operations.ParkedMessageRoutes;
import dev.connectpos.outbox.ParkedMessages;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Messages that wait for an operator. */
@Path("/orders/v1/parked-messages")
@OperatorOnly
@Tag(name = "Operators")
@SecurityRequirement(name = "admin-token")
public class ParkedMessageResource extends ParkedMessageRoutes {
  ParkedMessageResource(ParkedMessages parked) {
    super(parked);
  }

  @Override
  protected RuntimeException handlerNotKnown() {
    return Refusal.of(
        409, "handler_not_known", "No message of the topic came since the start. Ask again later.");
  }
}
