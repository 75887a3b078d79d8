package dev.connectpos.notification.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectpos.notification.api.IdempotentCalls.Call;
import dev.connectpos.notification.application.Attempted;
import dev.connectpos.notification.application.Endpoints;
import dev.connectpos.notification.application.Endpoints.NewEndpoint;
import dev.connectpos.notification.application.Endpoints.Resumed;
import dev.connectpos.notification.application.Lanes;
import dev.connectpos.notification.application.Pings;
import dev.connectpos.notification.application.Ranges;
import dev.connectpos.notification.application.TargetPolicy;
import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.Answer;
import dev.connectpos.notification.domain.Endpoint;
import dev.connectpos.notification.domain.EndpointId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where an account wants its webhooks (N1). */
@Path("/core/v5/hooks/endpoints")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Webhook endpoints")
public class EndpointResource {
  private static final String DEFAULT = "default";

  private final Callers callers;
  private final Endpoints endpoints;
  private final Pings pings;
  private final Ranges ranges;
  private final TargetPolicy targets;
  private final Lanes lanes;
  private final IdempotentCalls calls;
  private final ObjectMapper json;

  EndpointResource(
      Callers callers,
      Endpoints endpoints,
      Pings pings,
      Ranges ranges,
      TargetPolicy targets,
      Lanes lanes,
      IdempotentCalls calls,
      ObjectMapper json) {
    this.callers = callers;
    this.endpoints = endpoints;
    this.pings = pings;
    this.ranges = ranges;
    this.targets = targets;
    this.lanes = lanes;
    this.calls = calls;
    this.json = json;
  }

  /** What a caller sends; only documentation, {@link EndpointRequest} reads it. */
  @Schema(name = "NewEndpoint")
  record NewEndpointBody(
      @Schema(required = true, examples = "https://pdv.example/webhooks") String url,
      @Schema(description = "Types wanted; none means every type", examples = "[\"charge.paid\"]")
          List<String> events,
      @Schema(description = "whsec_ and the base64 of 24 to 64 bytes; generated if left out")
          String secret,
      @Schema(description = "Sent as HTTP Basic, if the receiver wants it") BasicAuth basic_auth) {}

  /** Credentials; only documentation. */
  @Schema(name = "BasicAuth")
  record BasicAuth(String user, String password) {}

  /** Registers an endpoint. With an Idempotency-Key, once however often it is sent. */
  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Register a webhook endpoint; its secret is shown in this answer only")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NewEndpointBody.class)))
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = EndpointBody.class)))
  public Response create(
      @HeaderParam("Authorization") @Nullable String authorization,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      byte[] body) {
    AccountId account = callers.of(authorization);
    NewEndpoint asked = EndpointRequest.parse(body, targets);
    var call = new Call(account, "POST /core/v5/hooks/endpoints", key, body);
    return calls.answer(call, Response.Status.CREATED, () -> create(account, asked));
  }

  /** The one that a PDV has which wants no more than one. */
  @PUT
  @Path("/default")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Make the account's default endpoint what the body says, or create it",
      description =
          "The default is the account's oldest; default stands for its id in every other route. A"
              + " secret that is generated is shown in this answer only")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NewEndpointBody.class)))
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = EndpointBody.class)))
  public Response putDefault(
      @HeaderParam("Authorization") @Nullable String authorization, byte[] body) {
    AccountId account = callers.of(authorization);
    var put =
        endpoints.putDefault(
            account, EndpointRequest.parse(body, targets), EndpointRequest.DEFAULT_OVERLAP);
    return Response.status(put.created() ? Response.Status.CREATED : Response.Status.OK)
        .entity(EndpointBody.of(put.endpoint(), put.secret().orElse(null)))
        .build();
  }

  /** The account's endpoints, oldest first, without their secrets. */
  @GET
  @Operation(summary = "List webhook endpoints")
  public Listing list(@HeaderParam("Authorization") @Nullable String authorization) {
    AccountId account = callers.of(authorization);
    return new Listing(
        endpoints.of(account).stream().map(endpoint -> EndpointBody.of(endpoint, null)).toList());
  }

  /** All of them: an account has few. */
  record Listing(List<EndpointBody> data) {}

  /** One of them. */
  @GET
  @Path("/{id}")
  @Operation(summary = "Get a webhook endpoint")
  public EndpointBody get(
      @HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
    AccountId account = callers.of(authorization);
    return shown(endpoints.find(account, id(account, id)));
  }

  /** Changes address, filter or credentials; what the body leaves out stays. */
  @PATCH
  @Path("/{id}")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Change a webhook endpoint",
      description = "Any of url, events, basic_auth; basic_auth: null sends none any more")
  public EndpointBody change(
      @HeaderParam("Authorization") @Nullable String authorization,
      @PathParam("id") String id,
      byte[] body) {
    AccountId account = callers.of(authorization);
    var asked = EndpointRequest.parseChange(body, targets);
    return shown(endpoints.change(account, id(account, id), asked));
  }

  /** Forgets an endpoint; what waits for it is discarded. */
  @DELETE
  @Path("/{id}")
  @Operation(summary = "Delete a webhook endpoint")
  @APIResponse(responseCode = "204")
  public Response delete(
      @HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
    AccountId account = callers.of(authorization);
    if (!endpoints.delete(account, id(account, id))) {
      throw notFound();
    }
    return Response.noContent().build();
  }

  /** Another secret; both sign until the overlap ends. */
  @POST
  @Path("/{id}/rotate-secret")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Rotate the signing secret; the new one is shown in this answer only",
      description = "secret and overlap_hours (0 to 168, otherwise 24) may be given")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = EndpointBody.class)))
  public Response rotate(
      @HeaderParam("Authorization") @Nullable String authorization,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @PathParam("id") String id,
      byte[] body) {
    AccountId account = callers.of(authorization);
    var asked = EndpointRequest.parseRotation(body, targets);
    var call =
        new Call(account, "POST /core/v5/hooks/endpoints/" + id + "/rotate-secret", key, body);
    return calls.answer(
        call,
        Response.Status.OK,
        () ->
            rendered(
                endpoints
                    .rotate(account, id(account, id), asked.secret(), asked.overlap())
                    .orElseThrow(EndpointResource::notFound)));
  }

  /** Sends nothing until it is resumed, and keeps what arises. */
  @POST
  @Path("/{id}/pause")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Pause a webhook endpoint; what arises is sent when it is resumed")
  public EndpointBody pause(
      @HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
    AccountId account = callers.of(authorization);
    return shown(endpoints.pause(account, id(account, id)));
  }

  /** Sends again, after a pause or a 410. */
  @POST
  @Path("/{id}/resume")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Resume a webhook endpoint that is paused, or disabled by its 410")
  public EndpointBody resume(
      @HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
    AccountId account = callers.of(authorization);
    var endpoint = id(account, id);
    return switch (endpoints.resume(account, endpoint)) {
      case Resumed.Done done -> {
        lanes.signal(endpoint);
        yield EndpointBody.of(done.endpoint(), null);
      }
      case Resumed.TooMany _ ->
          throw new RefusedException(RefusedException.Code.TOO_MANY_ENDPOINTS);
      case Resumed.NotFound _ -> throw notFound();
    };
  }

  /** One signed request of type endpoint.ping, and what came of it. */
  @POST
  @Path("/{id}/ping")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Send endpoint.ping now and say what came of it")
  public PingBody ping(
      @HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
    AccountId account = callers.of(authorization);
    return pings
        .ping(account, id(account, id))
        .map(PingBody::of)
        .orElseThrow(EndpointResource::notFound);
  }

  /** What came of a ping. */
  record PingBody(
      boolean delivered,
      @JsonProperty("response_status") @Nullable Integer responseStatus,
      @Nullable String error,
      @JsonProperty("latency_ms") long latencyMs) {

    static PingBody of(Attempted attempted) {
      return new PingBody(
          attempted.answer() instanceof Answer.Accepted,
          attempted.answer().responseStatus().orElse(null),
          attempted.answer().failure().orElse(null),
          attempted.latency().toMillis());
    }
  }

  /** Sends again what an endpoint missed. */
  @POST
  @Path("/{id}/replay")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Replay an endpoint's deliveries of a period, at most 500 a call",
      description =
          "since is required; until, after (the last of the answer before) and status: failed, or"
              + " missing for what was never addressed to it, otherwise all that ended. Each keeps"
              + " its id and gets a new schedule.")
  public ReplayBody replay(
      @HeaderParam("Authorization") @Nullable String authorization,
      @PathParam("id") String id,
      byte[] body) {
    AccountId account = callers.of(authorization);
    var endpoint = id(account, id);
    var range = ReplayRequest.parse(body);
    if (endpoints.find(account, endpoint).isEmpty()) {
      throw notFound();
    }
    return ranges
        .replay(endpoint, range)
        .map(it -> new ReplayBody(it.number(), it.last().orElse(null), it.more()))
        .orElseThrow(() -> new RefusedException(RefusedException.Code.ENDPOINT_DISABLED));
  }

  /**
   * What was replayed.
   *
   * @param last the value for after of the next call, if there may be more
   */
  record ReplayBody(
      int replayed, @Nullable String last, @JsonProperty("has_more") boolean hasMore) {}

  private EndpointId id(AccountId account, String id) {
    return id.equals(DEFAULT)
        ? endpoints.defaultOf(account).orElseThrow(EndpointResource::notFound)
        : new EndpointId(id);
  }

  private static EndpointBody shown(Optional<Endpoint> endpoint) {
    return endpoint
        .map(found -> EndpointBody.of(found, null))
        .orElseThrow(EndpointResource::notFound);
  }

  private static RefusedException notFound() {
    return new RefusedException(RefusedException.Code.ENDPOINT_NOT_FOUND);
  }

  private byte[] create(AccountId account, NewEndpoint asked) {
    var created =
        endpoints
            .create(account, asked)
            .orElseThrow(() -> new RefusedException(RefusedException.Code.TOO_MANY_ENDPOINTS));
    return rendered(created);
  }

  private byte[] rendered(Endpoints.Created created) {
    try {
      return json.writeValueAsBytes(EndpointBody.of(created.endpoint(), created.secret()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot render an endpoint", e);
    }
  }
}
