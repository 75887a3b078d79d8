package dev.connectpos.notification.api;

import dev.connectpos.notification.application.Feed;
import dev.connectpos.notification.application.FeedStore.Item;
import dev.connectpos.notification.application.FeedStore.Selection;
import dev.connectpos.notification.application.FeedWatch;
import dev.connectpos.notification.application.StreamSettings;
import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.HookId;
import dev.connectpos.notification.domain.HookType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The same notifications for those whom no webhook reaches (N3): to be fetched page by page, or
 * sent as they come.
 */
@Path("/events")
@RunOnVirtualThread
@Tag(name = "Events")
public class EventResource {
  private static final Logger LOG = Logger.getLogger(EventResource.class);
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 100;

  /** A read of the stream: what a slow client makes us hold in memory at most. */
  private static final int STREAM_BATCH = 20;

  private static final Pattern LIMIT = Pattern.compile("[1-9]\\d{0,5}");
  private static final Pattern EVENT_ID = Pattern.compile("hook_[A-Za-z0-9]{16}");

  private final Callers callers;
  private final Feed feed;
  private final FeedWatch watches;
  private final StreamGuard guard;
  private final StreamSettings settings;

  EventResource(
      Callers callers, Feed feed, FeedWatch watches, StreamGuard guard, StreamSettings settings) {
    this.callers = callers;
    this.feed = feed;
    this.watches = watches;
    this.guard = guard;
    this.settings = settings;
  }

  /** A page of events, oldest first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Fetch events, oldest first, from a cursor on",
      description =
          "data holds the bodies of the webhooks; next_cursor is the id of the last event and the"
              + " value for after. Without after: from the oldest that is kept, 30 days.")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "410", description = "The event in after is not kept any more")
  public byte[] list(
      @HeaderParam("Authorization") @Nullable String authorization,
      @CookieParam(Callers.COOKIE) @Nullable String session,
      @Parameter(description = "Id of the last event seen") @QueryParam("after")
          @Nullable String after,
      @Parameter(description = "Wanted types; may be repeated") @QueryParam("type")
          List<String> types,
      @QueryParam("order_id") @Nullable String orderId,
      @Parameter(description = "1 to 100, otherwise 50") @QueryParam("limit")
          @Nullable String limit) {
    AccountId account = callers.of(authorization, session);
    Selection wanted = wanted(types, orderId);
    int most = limit(limit);
    Optional<String> seen = given(after);
    long place = seen.map(id -> place(account, id)).orElse(0L);
    List<Item> found = feed.after(account, place, wanted, most + 1);
    boolean more = found.size() > most;
    return FeedBody.of(more ? found.subList(0, most) : found, more, seen);
  }

  /** Events as they come, each once, in the order of the feed. */
  @GET
  @Path("/stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "Receive events as they come (Server-Sent Events)",
      description =
          "Resumes after Last-Event-ID, or after; without either it begins now. 429 when the"
              + " account has as many streams as it may.")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "410", description = "The event to resume after is not kept any more")
  public Response stream(
      @HeaderParam("Authorization") @Nullable String authorization,
      @CookieParam(Callers.COOKIE) @Nullable String session,
      @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
      @QueryParam("after") @Nullable String after,
      @QueryParam("type") List<String> types,
      @QueryParam("order_id") @Nullable String orderId,
      @Context HttpServerResponse response) {
    AccountId account = callers.of(authorization, session);
    Selection wanted = wanted(types, orderId);
    Optional<String> seen = given(lastEventId).or(() -> given(after));
    long from = seen.map(id -> place(account, id)).orElseGet(() -> feed.end(account));
    var watch =
        watches
            .open(account)
            .orElseThrow(() -> new RefusedException(RefusedException.Code.TOO_MANY_STREAMS));
    var stream = guard.guard(response, watch);
    StreamingOutput body =
        out -> {
          try (stream) {
            stream.begin();
            pump(new Pump(out, stream, watch), account, from, wanted);
          }
        };
    return Response.ok(body, MediaType.SERVER_SENT_EVENTS)
        .header("Cache-Control", "no-store")
        .header("X-Accel-Buffering", "no")
        .build();
  }

  /** Lets a browser's EventSource in, which can send a cookie and no key. */
  @POST
  @Path("/session")
  @Operation(
      summary = "Exchange the key for a cookie, for browsers",
      description = "Valid for twelve hours, for /events only, and no longer than the key.")
  @APIResponse(responseCode = "204")
  public Response begin(
      @HeaderParam("Authorization") @Nullable String authorization, @Context UriInfo uri) {
    return Response.noContent()
        .cookie(cookie(callers.session(authorization), (int) Callers.SESSION.toSeconds(), uri))
        .build();
  }

  /** Takes the cookie back. */
  @DELETE
  @Path("/session")
  @Operation(summary = "Forget the cookie")
  @APIResponse(responseCode = "204")
  public Response end(@Context UriInfo uri) {
    return Response.noContent().cookie(cookie("", 0, uri)).build();
  }

  private static NewCookie cookie(String value, int maxAge, UriInfo uri) {
    return new NewCookie.Builder(Callers.COOKIE)
        .value(value)
        .path("/events")
        .maxAge(maxAge)
        .httpOnly(true)
        .secure("https".equals(uri.getRequestUri().getScheme()))
        .sameSite(NewCookie.SameSite.STRICT)
        .build();
  }

  private record Pump(OutputStream out, StreamGuard.Guarded stream, FeedWatch.Watch watch) {

    void write(byte[] frame) throws IOException {
      stream.writing();
      out.write(frame);
      out.flush();
      stream.written();
    }
  }

  /**
   * Writes what is there, then waits for a signal. A client that is slow slows the reads: nothing
   * is held for it but one batch and the buffer of its connection.
   */
  private void pump(Pump pump, AccountId account, long from, Selection wanted) {
    try {
      pump.write(EventFrame.BEGIN);
      long place = from;
      long heard = System.nanoTime();
      while (!pump.stream().gone() && !watches.stopping()) {
        List<Item> items = feed.after(account, place, wanted, STREAM_BATCH);
        for (Item item : items) {
          pump.write(EventFrame.of(item));
          pump.stream().told(item.occurredAt());
          place = item.place();
          heard = System.nanoTime();
        }
        if (items.size() < STREAM_BATCH) {
          pump.watch().await(settings.heartbeat());
          if (System.nanoTime() - heard >= settings.heartbeat().toNanos()) {
            pump.write(EventFrame.HEARTBEAT);
            heard = System.nanoTime();
          }
        }
      }
    } catch (IOException e) {
      // The client has gone, or was cut off. It resumes where it was.
      LOG.debug("a stream ended", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private long place(AccountId account, String seen) {
    if (!EVENT_ID.matcher(seen).matches()) {
      throw invalid("after", "The cursor must be the id of an event.");
    }
    return feed.placeOf(account, new HookId(seen))
        .orElseThrow(() -> new RefusedException(RefusedException.Code.CURSOR_EXPIRED));
  }

  private static Selection wanted(List<String> names, @Nullable String orderId) {
    var types = new ArrayList<HookType>();
    for (String name : names) {
      types.add(HookType.of(name).orElseThrow(() -> invalid("type", "This type is not known.")));
    }
    return new Selection(types, given(orderId));
  }

  private static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).filter(value -> !value.isEmpty());
  }

  private static int limit(@Nullable String text) {
    return given(text)
        .map(
            value -> {
              if (!LIMIT.matcher(value).matches()) {
                throw invalid("limit", "The limit must be a whole number from 1.");
              }
              return Math.min(Integer.parseInt(value), MAX_LIMIT);
            })
        .orElse(DEFAULT_LIMIT);
  }

  private static RefusedException invalid(String name, String message) {
    return new RefusedException(
        RefusedException.Code.INVALID_REQUEST, Map.of(name, List.of(message)), null);
  }
}
