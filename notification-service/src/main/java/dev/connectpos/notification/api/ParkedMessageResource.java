package dev.connectpos.notification.api;

import dev.connectpos.operations.ParkedMessageRoutes;
import dev.connectpos.outbox.ParkedMessages;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Messages that wait for an operator. */
@Path("/notification/v1/parked-messages")
@OperatorOnly
@Tag(name = "Operators")
public class ParkedMessageResource extends ParkedMessageRoutes {
  ParkedMessageResource(ParkedMessages parked) {
    super(parked);
  }

  @Override
  protected RuntimeException handlerNotKnown() {
    return new RefusedException(RefusedException.Code.HANDLER_NOT_KNOWN);
  }
}
