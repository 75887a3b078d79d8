package dev.connectpos.operations;

import dev.connectpos.outbox.ParkedMessages;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.IntSupplier;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Messages that could not be applied or sent. A service's resource extends it with its own path,
 * its own guard and its own words for an error. Not transactional: a replay runs handlers that open
 * their own.
 */
public abstract class ParkedMessageRoutes {
  private static final int PAGE = 100;

  private final ParkedMessages parked;

  /**
   * @param parked of this service
   */
  protected ParkedMessageRoutes(ParkedMessages parked) {
    this.parked = parked;
  }

  /**
   * The service's answer 409 {@code handler_not_known}: no message of the topic came since the
   * start.
   */
  protected abstract RuntimeException handlerNotKnown();

  /**
   * A page of them.
   *
   * @param data at most 100
   */
  public record Listing(List<ParkedMessages.Waiting> data) {}

  /**
   * What a replay did.
   *
   * @param replayed how many wait no more
   */
  public record Replayed(int replayed) {}

  /** What waits, the longest first, without what is in it. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(summary = "List parked messages, at most 100, after the last id of the page before")
  public Listing list(@QueryParam("after") @DefaultValue("0") long after) {
    return new Listing(parked.list(after, PAGE));
  }

  /** Tries one again, and before it what waits ahead of it. */
  @POST
  @Path("/{id}/replay")
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(summary = "Replay one parked message; 0 means that it fails still")
  public Replayed replay(@PathParam("id") long id) {
    return replayed(() -> parked.replay(id));
  }

  /** Tries everything again that waits for a key of a topic. */
  @POST
  @Path("/replay")
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(summary = "Replay the parked messages of one topic and key")
  public Replayed replay(
      @QueryParam("topic") @DefaultValue("") String topic,
      @QueryParam("key") @DefaultValue("") String key) {
    return replayed(() -> parked.replay(topic, key));
  }

  private Replayed replayed(IntSupplier replay) {
    try {
      return new Replayed(replay.getAsInt());
    } catch (IllegalStateException _) {
      throw handlerNotKnown();
    }
  }
}
