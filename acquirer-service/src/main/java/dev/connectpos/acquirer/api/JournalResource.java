package dev.connectpos.acquirer.api;

import dev.connectpos.operations.JournalRoutes;
import dev.connectpos.outbox.Journal;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What this service said. */
@Path("/acquirer/v1/journal")
@Guarded.ForOperators
@Tag(name = "Operators")
public class JournalResource extends JournalRoutes {
  JournalResource(Journal journal) {
    super(journal, "acquirer-service");
  }

  @Override
  protected RuntimeException invalid(String parameter, String rule) {
    return new InvalidFieldException(parameter, rule);
  }
}
