package dev.connectpos.acquirer.api;

import dev.connectpos.acquirer.application.AuditLog;
import dev.connectpos.acquirer.domain.AuditEntry.Deed;
import dev.connectpos.operations.ParkedMessageRoutes;
import dev.connectpos.outbox.ParkedMessages;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Messages that wait for an operator. */
@Path("/acquirer/v1/parked-messages")
@Guarded.ForOperators
@Tag(name = "Operators")
public class ParkedMessageResource extends ParkedMessageRoutes {
  ParkedMessageResource(ParkedMessages parked, AuditLog audit, ApiTokens tokens) {
    super(new Audited(parked, audit, tokens));
  }

  @Override
  protected RuntimeException handlerNotKnown() {
    return new ConflictException(
        "handler_not_known", "no message of the topic came since the start; ask again later");
  }

  /** A replay is noted before it is tried: what it applies, it applies message by message. */
  private record Audited(ParkedMessages parked, AuditLog audit, ApiTokens tokens)
      implements ParkedMessages {
    @Override
    public List<Waiting> list(long afterId, int limit) {
      return parked.list(afterId, limit);
    }

    @Override
    public int replay(String topic, String key) {
      announce(topic + " " + key);
      return parked.replay(topic, key);
    }

    @Override
    public int replay(long id) {
      announce("parked message " + id);
      return parked.replay(id);
    }

    @Override
    public long count() {
      return parked.count();
    }

    private void announce(String what) {
      audit.announce(
          new Deed(tokens.operator(), "parked_messages.replay", what, null, null, null, null));
    }
  }
}
