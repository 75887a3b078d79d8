package dev.connectpos.notification.api;

import dev.connectpos.operations.JournalRoutes;
import dev.connectpos.outbox.Journal;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What this service said. */
@Path("/notification/v1/journal")
@OperatorOnly
@Tag(name = "Operators")
public class JournalResource extends JournalRoutes {
  JournalResource(Journal journal) {
    super(journal, "notification-service");
  }

  @Override
  protected RuntimeException invalid(String parameter, String rule) {
    return new RefusedException(
        RefusedException.Code.INVALID_REQUEST,
        Map.of(parameter, List.of("The query has to have " + rule + ".")),
        null);
  }
}
