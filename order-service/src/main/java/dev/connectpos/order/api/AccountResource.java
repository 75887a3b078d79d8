package dev.connectpos.order.api;

import dev.connectpos.order.application.Accounts;
import dev.connectpos.order.application.SetupChecks;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.AccountSettings;
import dev.connectpos.order.domain.Environment;
import dev.connectpos.order.domain.PlacedOrder;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Accounts, for operators. */
@Path("/admin/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@OperatorOnly
@RunOnVirtualThread
@Tag(name = "Accounts")
@SecurityRequirement(name = "admin-token")
public class AccountResource {
  private static final int MAX_NAME = 64;
  private static final int MAX_OPEN = 100_000;

  /** What holds where an account was opened without saying. */
  private static final AccountSettings USUAL =
      new AccountSettings("", ZoneId.of("America/Sao_Paulo"), false, false, null, 1);

  private final Accounts accounts;
  private final SetupChecks checks;
  private final Calls calls;

  AccountResource(Accounts accounts, SetupChecks checks, Calls calls) {
    this.accounts = accounts;
    this.checks = checks;
    this.calls = calls;
  }

  /** A page of the accounts. */
  @GET
  @Operation(summary = "Lists accounts, newest first")
  @Parameter(name = "page", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
  @Parameter(name = "size", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
  @APIResponse(
      responseCode = "200",
      description = "The page",
      content = @Content(schema = @Schema(implementation = ListJson.class)))
  public ListJson list(@Context UriInfo uri) {
    var query = new QueryReader(uri.getQueryParameters());
    var slice = query.slice();
    query.refuseIfWrong();
    return ListJson.of(accounts.list(slice), slice, uri);
  }

  /** Shows it, or 404. */
  @GET
  @Path("/{id}")
  @Operation(summary = "Shows an account")
  @APIResponse(
      responseCode = "200",
      description = "The account",
      content =
          @Content(
              schema = @Schema(implementation = AccountJson.class),
              examples = @ExampleObject(name = "affiliated", value = Examples.AFFILIATED)))
  @APIResponse(responseCode = "404", description = "There is no such account")
  public String get(@PathParam("id") String id) {
    return accounts.find(new AccountId(id)).orElseThrow(AccountResource::noSuchAccount);
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
    account.requiredText("name", MAX_NAME);
    var environment = account.oneOf("environment", List.of("test", "live"));
    if (environment == null && !account.has("environment")) {
      account.required("environment");
    }
    var settings = settings(account, USUAL);
    if (!complaints.none() || environment == null) {
      throw Refusal.invalid(complaints, body);
    }
    var draft =
        new Accounts.Draft(Environment.valueOf(environment.toUpperCase(Locale.ROOT)), settings);
    var write = new Calls.Write("open account", idempotencyKey, body);
    var reply = accounts.open(draft, calls.ofOperator(write));
    return Calls.answer(Response.Status.CREATED, ErrorMapping.done(reply));
  }

  /** Changes what the body names. */
  @PATCH
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Changes how an account works",
      description =
          "What the body does not name stays as it is; max_open_orders null brings the service's"
              + " own setting back.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(name = "overpayment", value = "{\"overpayment_allowed\":true}")))
  @APIResponse(
      responseCode = "200",
      description = "The account",
      content = @Content(schema = @Schema(implementation = AccountJson.class)))
  @APIResponse(responseCode = "404", description = "There is no such account")
  public Response change(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      byte[] bytes) {
    var body = JsonBody.required(BodyLimit.check(bytes));
    var complaints = new Complaints();
    var account = new Fields(body.json(), "account", complaints);
    settings(account, USUAL);
    if (!complaints.none()) {
      throw Refusal.invalid(complaints, body);
    }
    var write = new Calls.Write("change " + id, idempotencyKey, body);
    var reply =
        accounts.change(new AccountId(id), now -> settings(account, now), calls.ofOperator(write));
    return Calls.answer(Response.Status.OK, ErrorMapping.done(reply));
  }

  /** Begins a set-up check. */
  @POST
  @Path("/{id}/setup-checks")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Proves an account's set-up with a sale of R$ 1,00 on one of its terminals",
      description = "Its progress is shown by GET /acquirer/v1/affiliations/{id}.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(name = "terminal", value = "{\"serial_number\":\"6C582505\"}")))
  @APIResponse(
      responseCode = "200",
      description = "The order of the check",
      content = @Content(schema = @Schema(implementation = OrderJson.class)))
  @APIResponse(responseCode = "404", description = "There is no such account")
  public Response checkSetup(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      byte[] bytes) {
    var body = JsonBody.required(BodyLimit.check(bytes));
    var serial = SetupCheckReader.serialNumber(body);
    var write = new Calls.Write("check set-up of " + id, idempotencyKey, body);
    var reply = checks.start(new AccountId(id), serial, calls.ofOperator(write));
    return Calls.answer(Response.Status.OK, ErrorMapping.done(reply));
  }

  static Refusal noSuchAccount() {
    return Refusal.of(404, "account_not_found", "Account not found.");
  }

  /** Those that the body names, the others as they are. */
  private static AccountSettings settings(Fields account, AccountSettings now) {
    refuseServices(account);
    var name = account.text("name", MAX_NAME);
    var max = account.integer("max_open_orders", 1, MAX_OPEN);
    var minimum = account.integer("minimum_amount", 1, PlacedOrder.MAX_AMOUNT);
    return new AccountSettings(
        name == null ? now.name() : name,
        zone(account, now.timeZone()),
        account.flag("overpayment_allowed", now.overpaymentAllowed()),
        account.flag("refuses_reused_idempotency_keys", now.refusesReusedKeys()),
        max != null || account.isNull("max_open_orders")
            ? (max == null ? null : Integer.valueOf(max.intValue()))
            : now.maxOpenOrders(),
        minimum == null ? now.minimumMinor() : minimum);
  }

  /** They are not ours: who sends them would believe that something was switched. */
  private static void refuseServices(Fields account) {
    for (String service : List.of("soft_descriptor", "zero_dollar", "pre_authorization", "print")) {
      var field = service + "_allowed";
      if (account.has(field)) {
        account.complain(
            field,
            "The service is the acquirer's: PUT /acquirer/v1/affiliations/{account}/services/"
                + service
                + ".");
      }
    }
  }

  private static ZoneId zone(Fields account, ZoneId whenAbsent) {
    var name = account.text("time_zone", MAX_NAME);
    try {
      return name == null ? whenAbsent : ZoneId.of(name);
    } catch (DateTimeException e) {
      account.complain("time_zone", "The time_zone field must be an IANA time zone.");
      return whenAbsent;
    }
  }
}
