package dev.connectpos.order.api;

import dev.connectpos.operations.JournalRoutes;
import dev.connectpos.outbox.Journal;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What this service said. */
@Path("/orders/v1/journal")
@OperatorOnly
@Tag(name = "Operators")
@SecurityRequirement(name = "admin-token")
public class JournalResource extends JournalRoutes {
  JournalResource(Journal journal) {
    super(journal, "order-service");
  }

  @Override
  protected RuntimeException invalid(String parameter, String rule) {
    return Refusal.invalid("validation_failed", parameter, "The query has to have " + rule + ".");
  }
}
