package dev.connectpos.notification.api;

import dev.connectpos.outbox.ParkedMessages;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.IntSupplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Messages that could not be applied or sent, for operators. Not transactional: a replay runs
 * handlers that open their own.
 */
@Path("/notification/v1/parked-messages")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Operators")
public class ParkedMessageResource {
  private static final int PAGE = 100;

  private final Operators operators;
  private final ParkedMessages parked;

  ParkedMessageResource(Operators operators, ParkedMessages parked) {
    this.operators = operators;
    this.parked = parked;
  }

  /** A page of them. */
  record Listing(List<ParkedMessages.Waiting> data) {}

  /**
   * @param replayed how many wait no more
   */
  record Replayed(int replayed) {}

  /** What waits, the longest first, without what is in it. */
  @GET
  @Operation(summary = "List parked messages, at most 100, after the last id of the page before")
  public Listing list(
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("after") @DefaultValue("0") long after) {
    operators.check(authorization);
    return new Listing(parked.list(after, PAGE));
  }

  /** Tries one again, and before it what waits ahead of it. */
  @POST
  @Path("/{id}/replay")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Replay one parked message; 0 means that it fails still")
  public Replayed replay(
      @HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") long id) {
    operators.check(authorization);
    return replayed(() -> parked.replay(id));
  }

  /** Tries everything again that waits for a key of a topic. */
  @POST
  @Path("/replay")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Replay the parked messages of one topic and key")
  public Replayed replay(
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("topic") @DefaultValue("") String topic,
      @QueryParam("key") @DefaultValue("") String key) {
    operators.check(authorization);
    return replayed(() -> parked.replay(topic, key));
  }

  private static Replayed replayed(IntSupplier replay) {
    try {
      return new Replayed(replay.getAsInt());
    } catch (IllegalStateException _) {
      throw new RefusedException(RefusedException.Code.HANDLER_NOT_KNOWN);
    }
  }
}
