package dev.connectpos.order.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.order.application.ApiKeys;
import dev.connectpos.order.application.Reply;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.ApiKeyId;
import dev.connectpos.order.domain.KeyKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The accounts' API keys, for operators. */
@Path("/admin/v1/accounts/{id}/keys")
@Produces(MediaType.APPLICATION_JSON)
@OperatorOnly
@RunOnVirtualThread
@Tag(name = "Accounts")
@SecurityRequirement(name = "admin-token")
public class ApiKeyResource {
  private static final Duration USUAL_OVERLAP = Duration.ofHours(24);
  private static final Duration MAX_OVERLAP = Duration.ofDays(30);

  private final ApiKeys keys;
  private final Calls calls;

  ApiKeyResource(ApiKeys keys, Calls calls) {
    this.keys = keys;
    this.calls = calls;
  }

  /** All keys of an account. */
  record Keys(
      @Schema(type = SchemaType.ARRAY, implementation = AccountJson.Key.class) @JsonRawValue
          String data) {}

  /** All of them, those that are over too. */
  @GET
  @Operation(summary = "Lists an account's API keys, without secrets")
  @APIResponse(
      responseCode = "200",
      description = "The keys, oldest first",
      content =
          @Content(
              schema = @Schema(implementation = Keys.class),
              examples = @ExampleObject(name = "keys", value = Examples.KEYS)))
  @APIResponse(responseCode = "404", description = "There is no such account")
  public Keys list(@PathParam("id") String id) {
    var found = keys.list(new AccountId(id)).orElseThrow(AccountResource::noSuchAccount);
    return new Keys("[" + String.join(",", found) + "]");
  }

  /** Issues a key; the answer is the only place where it stands. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Issues an API key",
      description =
          "The key is in this answer and nowhere else, not even in the answer to a repeat of the"
              + " call: only its hash is kept.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "secret", value = "{\"kind\":\"secret\"}")))
  @APIResponse(
      responseCode = "201",
      description = "The key",
      content = @Content(schema = @Schema(implementation = AccountJson.Key.class)))
  @APIResponse(responseCode = "404", description = "There is no such account")
  public Response issue(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      byte[] bytes) {
    var body = JsonBody.required(BodyLimit.check(bytes));
    var complaints = new Complaints();
    var key = new Fields(body.json(), "key", complaints);
    var kind = key.oneOf("kind", List.of("secret", "public"));
    if (kind == null && !key.has("kind")) {
      key.required("kind");
    }
    if (!complaints.none() || kind == null) {
      throw Refusal.invalid(complaints, body);
    }
    var write = new Calls.Write("issue key of " + id, idempotencyKey, body);
    return issued(
        keys.issue(
            new AccountId(id),
            KeyKind.valueOf(kind.toUpperCase(Locale.ROOT)),
            calls.ofOperator(write)));
  }

  /** Issues a key in place of another. */
  @POST
  @Path("/{key}/rotate")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Issues a new key in place of another",
      description =
          "The old key stays valid for the overlap, 24 hours if the body names none, 30 days at"
              + " most. The new key is in this answer and nowhere else.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "a day", value = "{\"overlap\":\"PT24H\"}")))
  @APIResponse(
      responseCode = "201",
      description = "The new key",
      content = @Content(schema = @Schema(implementation = AccountJson.Key.class)))
  @APIResponse(responseCode = "404", description = "There is no such account, or no such key")
  @APIResponse(responseCode = "412", description = "The key is revoked or being rotated already")
  public Response rotate(
      @PathParam("id") String id,
      @PathParam("key") String key,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      byte[] bytes) {
    var body = JsonBody.optional(BodyLimit.check(bytes));
    var overlap = body.readBy(ApiKeyResource::overlap);
    var write = new Calls.Write("rotate " + key, idempotencyKey, body);
    return issued(
        keys.rotate(new AccountId(id), new ApiKeyId(key), overlap, calls.ofOperator(write)));
  }

  /** Revokes a key. */
  @DELETE
  @Path("/{key}")
  @Operation(
      summary = "Revokes an API key at once",
      description = "From this answer on no replica accepts it. Revoking it again is the same.")
  @APIResponse(
      responseCode = "200",
      description = "The key",
      content = @Content(schema = @Schema(implementation = AccountJson.Key.class)))
  @APIResponse(responseCode = "404", description = "There is no such account, or no such key")
  public Response revoke(
      @PathParam("id") String id,
      @PathParam("key") String key,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    var write = new Calls.Write("revoke " + key, idempotencyKey, JsonBody.NONE);
    var reply = keys.revoke(new AccountId(id), new ApiKeyId(key), calls.ofOperator(write));
    return Calls.answer(Response.Status.OK, ErrorMapping.done(reply));
  }

  private static Response issued(ApiKeys.KeyReply issued) {
    var done = ErrorMapping.done(issued.reply());
    var secret = issued.key();
    return Calls.answer(
        Response.Status.CREATED,
        secret == null
            ? done
            : new Reply.Done(JsonResources.with(done.body(), "key", secret), false));
  }

  private static Duration overlap(JsonNode body, Complaints complaints) {
    var rotation = new Fields(body, "key", complaints);
    var text = rotation.text("overlap", 32);
    if (text == null) {
      return USUAL_OVERLAP;
    }
    try {
      var overlap = Duration.parse(text.strip());
      if (!overlap.isNegative() && overlap.compareTo(MAX_OVERLAP) <= 0) {
        return overlap;
      }
    } catch (DateTimeParseException e) {
      // Complained of below, as what is too long.
    }
    rotation.complain(
        "overlap", "The overlap field must be a duration such as PT24H, of at most 30 days.");
    return USUAL_OVERLAP;
  }
}
