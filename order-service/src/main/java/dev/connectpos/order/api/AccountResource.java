package dev.connectpos.order.api;

import dev.connectpos.order.application.Accounts;
import dev.connectpos.order.application.Reply;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.Environment;
import dev.connectpos.order.domain.KeyKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.ZoneId;
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

/** Accounts and their keys, for operators. */
@Path("/admin/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@OperatorOnly
@RunOnVirtualThread
@Tag(name = "Accounts")
@SecurityRequirement(name = "admin-token")
public class AccountResource {
  private static final int MAX_NAME = 64;
  private static final String HOME = "America/Sao_Paulo";

  private final Accounts accounts;
  private final Calls calls;

  AccountResource(Accounts accounts, Calls calls) {
    this.accounts = accounts;
    this.calls = calls;
  }

  /** Opens an account. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Opens a merchant account")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "account", value = Examples.ACCOUNT)))
  @APIResponse(
      responseCode = "201",
      description = "The account",
      content = @Content(schema = @Schema(implementation = AccountJson.class)))
  public Response open(
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, byte[] bytes) {
    var body = JsonBody.required(BodyLimit.check(bytes));
    var complaints = new Complaints();
    var account = new Fields(body.json(), "account", complaints);
    var name = account.requiredText("name", MAX_NAME);
    var environment = account.oneOf("environment", List.of("test", "live"));
    if (environment == null && !account.has("environment")) {
      account.required("environment");
    }
    var zone = zone(account);
    boolean strict = account.flag("refuses_reused_idempotency_keys", false);
    if (!complaints.none() || environment == null) {
      throw Refusal.invalid(complaints, body);
    }
    var draft =
        new Accounts.Draft(
            name, Environment.valueOf(environment.toUpperCase(Locale.ROOT)), zone, strict);
    var write = new Calls.Write("open account", idempotencyKey, body);
    var reply = accounts.open(draft, calls.ofOperator(write));
    return Calls.answer(Response.Status.CREATED, ErrorMapping.done(reply));
  }

  /** Issues a key; the answer is the only place where it stands. */
  @POST
  @Path("/{id}/keys")
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
  public Response issueKey(
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
    var draft =
        new Accounts.KeyDraft(new AccountId(id), KeyKind.valueOf(kind.toUpperCase(Locale.ROOT)));
    var write = new Calls.Write("issue key of " + id, idempotencyKey, body);
    var issued = accounts.issueKey(draft, calls.ofOperator(write));
    var done = ErrorMapping.done(issued.reply());
    var secret = issued.key();
    return Calls.answer(
        Response.Status.CREATED,
        secret == null
            ? done
            : new Reply.Done(JsonResources.with(done.body(), "key", secret), false));
  }

  private static ZoneId zone(Fields account) {
    var name = account.text("time_zone", MAX_NAME);
    try {
      return ZoneId.of(name == null ? HOME : name);
    } catch (DateTimeException e) {
      account.complain("time_zone", "The time_zone field must be an IANA time zone.");
      return ZoneId.of(HOME);
    }
  }
}
