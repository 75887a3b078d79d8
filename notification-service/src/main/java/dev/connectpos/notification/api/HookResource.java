package dev.connectpos.notification.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectpos.notification.api.IdempotentCalls.Call;
import dev.connectpos.notification.application.DeliveryHistory;
import dev.connectpos.notification.application.DeliveryLookup;
import dev.connectpos.notification.application.Replays;
import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.DeliveryMachine;
import dev.connectpos.notification.domain.DeliveryRejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Deliveries, as the incumbent shows them (N2). */
@Path("/core/v5/hooks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Webhook deliveries")
public class HookResource {
  private static final int DEFAULT_SIZE = 10;
  private static final int MAX_SIZE = 100;

  /** An offset is walked over row by row, so it has a bound. */
  private static final int MAX_PAGE = 1000;

  private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,5}");

  private final Callers callers;
  private final DeliveryLookup deliveries;
  private final Replays replays;
  private final IdempotentCalls calls;
  private final DeliveryMachine machine;
  private final ObjectMapper json;

  HookResource(
      Callers callers,
      DeliveryLookup deliveries,
      Replays replays,
      IdempotentCalls calls,
      DeliveryMachine machine,
      ObjectMapper json) {
    this.callers = callers;
    this.deliveries = deliveries;
    this.replays = replays;
    this.calls = calls;
    this.machine = machine;
    this.json = json;
  }

  /** A page of the account's deliveries, newest first. */
  @GET
  @Operation(summary = "List deliveries, newest first; at most 100 a page, and 1000 pages")
  public HookPage list(
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("page") @Nullable String page,
      @QueryParam("size") @Nullable String size,
      @Context UriInfo uri) {
    AccountId account = callers.of(authorization);
    int number = count("page", page, 1);
    if (number > MAX_PAGE) {
      throw invalid("page", "The page must be at most " + MAX_PAGE + ".");
    }
    int items = Math.min(count("size", size, DEFAULT_SIZE), MAX_SIZE);
    var found = deliveries.page(account, number, items);
    return new HookPage(
        found.items().stream().map(item -> HookBody.of(item, machine.maxAttempts(), json)).toList(),
        HookPage.Paging.of(uri, new HookPage.At(number, items, MAX_PAGE), found.total()));
  }

  /**
   * One delivery, by its own id, or by its notification's: then the one to the account's oldest
   * endpoint.
   */
  @GET
  @Path("/{id}")
  @Operation(summary = "Get a delivery by hook_ or del_ id")
  public HookBody get(
      @HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
    AccountId account = callers.of(authorization);
    return deliveries
        .find(account, id)
        .map(item -> HookBody.of(item, machine.maxAttempts(), json))
        .orElseThrow(() -> new RefusedException(RefusedException.Code.HOOK_NOT_FOUND));
  }

  /** Every attempt of a delivery that ended, found as {@link #get} finds it. */
  @GET
  @Path("/{id}/attempts")
  @Operation(summary = "The log of a delivery's attempts")
  public AttemptListing attempts(
      @HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
    AccountId account = callers.of(authorization);
    if (deliveries.find(account, id).isEmpty()) {
      throw new RefusedException(RefusedException.Code.HOOK_NOT_FOUND);
    }
    return new AttemptListing(
        deliveries.attempts(account, id).stream().map(AttemptBody::of).toList());
  }

  /** All of them: a delivery has few. */
  record AttemptListing(List<AttemptBody> data) {}

  /**
   * Sends one delivery once more, found as {@link #get} finds it. One that is still on its first
   * attempt stays as it is.
   */
  @POST
  @Path("/{id}/retry")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Replay a delivery under the same hook id, on a new schedule")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = HookBody.class)))
  public Response retry(
      @HeaderParam("Authorization") @Nullable String authorization,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @PathParam("id") String id) {
    AccountId account = callers.of(authorization);
    var call = new Call(account, "POST /core/v5/hooks/" + id + "/retry", key, new byte[0]);
    return calls.answer(call, Response.Status.OK, () -> replay(account, id));
  }

  private byte[] replay(AccountId account, String id) {
    return switch (replays.replay(account, id)) {
      case Replays.Outcome.Done done -> rendered(done.item());
      case Replays.Outcome.NotFound _ ->
          throw new RefusedException(RefusedException.Code.HOOK_NOT_FOUND);
      case Replays.Outcome.Refused refused -> throw new RefusedException(code(refused.reason()));
    };
  }

  private static RefusedException.Code code(DeliveryRejection reason) {
    return switch (reason) {
      case ENDPOINT_DISABLED -> RefusedException.Code.ENDPOINT_DISABLED;
      case FINAL, NEVER_BEGUN, STALE_ATTEMPT, IN_FLIGHT, NOT_DUE ->
          throw new IllegalStateException("no replay is refused for " + reason);
    };
  }

  private byte[] rendered(DeliveryHistory.Item item) {
    try {
      return json.writeValueAsBytes(HookBody.of(item, machine.maxAttempts(), json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot render a delivery", e);
    }
  }

  private static int count(String name, @Nullable String text, int absent) {
    if (text == null || text.isEmpty()) {
      return absent;
    }
    if (!COUNT.matcher(text).matches()) {
      throw invalid(name, "The " + name + " must be a whole number from 1.");
    }
    return Integer.parseInt(text);
  }

  private static RefusedException invalid(String name, String message) {
    return new RefusedException(
        RefusedException.Code.INVALID_REQUEST, Map.of(name, List.of(message)), null);
  }
}
