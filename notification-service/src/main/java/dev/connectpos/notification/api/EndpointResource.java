package dev.connectpos.notification.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectpos.notification.api.IdempotentCalls.Call;
import dev.connectpos.notification.application.Endpoints;
import dev.connectpos.notification.application.Endpoints.NewEndpoint;
import dev.connectpos.notification.application.TargetPolicy;
import dev.connectpos.notification.domain.AccountId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
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
  private final Callers callers;
  private final Endpoints endpoints;
  private final TargetPolicy targets;
  private final IdempotentCalls calls;
  private final ObjectMapper json;

  EndpointResource(
      Callers callers,
      Endpoints endpoints,
      TargetPolicy targets,
      IdempotentCalls calls,
      ObjectMapper json) {
    this.callers = callers;
    this.endpoints = endpoints;
    this.targets = targets;
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
          String secret) {}

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

  private byte[] create(AccountId account, NewEndpoint asked) {
    var created =
        endpoints
            .create(account, asked)
            .orElseThrow(() -> new RefusedException(RefusedException.Code.TOO_MANY_ENDPOINTS));
    try {
      return json.writeValueAsBytes(EndpointBody.of(created.endpoint(), created.secret()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot render an endpoint", e);
    }
  }
}
