package dev.connectpos.terminal.api;

import dev.connectpos.operations.JournalRoutes;
import dev.connectpos.outbox.Journal;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What this service said. */
@Path("/terminal/v1/journal")
@Operator
@Tag(name = "Operators")
public class JournalResource extends JournalRoutes {
  JournalResource(Journal journal) {
    super(journal, "terminal-service");
  }

  @Override
  protected RuntimeException invalid(String parameter, String rule) {
    return new Problem("The query has to have " + rule, 422, "invalid_field", parameter)
        .exception();
  }
}
