package dev.connectpos.order.api;

import dev.connectpos.order.application.Heard;
import dev.connectpos.order.application.MerchantTerminals;
import dev.connectpos.order.application.MerchantTerminals.MerchantTerminal;
import dev.connectpos.order.application.Reply;
import dev.connectpos.order.application.TerminalDesk;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.Pattern;
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

/**
 * A merchant's own terminals (T1, T3, T4, T9; extension). What is put or deleted is so however
 * often it is asked, and takes no Idempotency-Key.
 */
@Path("/posconnect/v1/terminals")
@Produces(MediaType.APPLICATION_JSON)
@MerchantOnly
@RunOnVirtualThread
@Tag(name = "Terminals")
@SecurityRequirement(name = "secret-key")
@APIResponse(responseCode = "503", description = "The terminals' service does not answer")
public class TerminalResource {
  private static final Pattern CODE = Pattern.compile("[0-9A-Za-z]{6}");
  private static final int MAX_CODE = 16;

  private final TerminalDesk desk;
  private final MerchantTerminals terminals;
  private final Caller caller;
  private final Calls calls;

  TerminalResource(TerminalDesk desk, MerchantTerminals terminals, Caller caller, Calls calls) {
    this.desk = desk;
    this.terminals = terminals;
    this.caller = caller;
    this.calls = calls;
  }

  /** All of the account. */
  @GET
  @Operation(
      summary = "Lists the account's terminals, the oldest first",
      description = "With what is known of each now: whether it is online, and takes orders.")
  @APIResponse(
      responseCode = "200",
      description = "All of them",
      content =
          @Content(
              schema = @Schema(implementation = TerminalJson.Page.class),
              examples = @ExampleObject(name = "terminals", value = ResourceExamples.TERMINALS)))
  public TerminalJson.Page list() {
    var found = ErrorMapping.said(terminals.list(caller.account().id()));
    return TerminalJson.Page.of(found);
  }

  /** One of them, or 404. */
  @GET
  @Path("/{id}")
  @Operation(summary = "Shows a terminal, by its id or its serial number")
  @APIResponse(
      responseCode = "200",
      description = "The terminal",
      content =
          @Content(
              schema = @Schema(implementation = TerminalJson.class),
              examples = @ExampleObject(name = "terminal", value = ResourceExamples.TERMINAL)))
  @APIResponse(responseCode = "404", description = "The account has no such terminal")
  public TerminalJson get(@PathParam("id") String id) {
    return shown(terminals.find(caller.account().id(), id));
  }

  /** Registers the terminal that shows a code. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Registers the terminal that shows a pairing code",
      description = "It takes orders from then on: direct ones, or those of a list.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(
                      name = "direct",
                      value = "{\"pairing_code\":\"K7M2QX\",\"mode\":\"direct\"}")))
  @APIResponse(
      responseCode = "200",
      description = "The terminal",
      content =
          @Content(
              schema = @Schema(implementation = TerminalJson.class),
              examples = @ExampleObject(name = "terminal", value = ResourceExamples.TERMINAL)))
  @APIResponse(responseCode = "404", description = "The account is not known there yet")
  @APIResponse(responseCode = "409", description = "It is another account's, or in another mode")
  @APIResponse(responseCode = "422", description = "Fields are wrong; errors says which and why")
  @APIResponse(responseCode = "429", description = "Too many wrong codes")
  public Response register(
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, byte[] bytes) {
    var body = JsonBody.required(BodyLimit.check(bytes));
    var complaints = new Complaints();
    var fields = Fields.of(body.json(), complaints);
    var code = code(fields);
    var mode = mode(fields);
    refuse(complaints, body);
    var write = new Calls.Write("register terminal", idempotencyKey, body);
    var account = caller.account().id();
    return done(desk.register(account, code, mode, calls.ofCaller(write)));
  }

  /** Activates it, or changes its mode. */
  @PUT
  @Path("/{id}/activation")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Lets a terminal take orders, or changes how it gets them",
      description = "The terminal is told at once.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "listed", value = "{\"mode\":\"listed\"}")))
  @APIResponse(
      responseCode = "200",
      description = "The terminal",
      content =
          @Content(
              schema = @Schema(implementation = TerminalJson.class),
              examples = @ExampleObject(name = "terminal", value = ResourceExamples.TERMINAL)))
  @APIResponse(responseCode = "404", description = "The account has no such terminal")
  @APIResponse(responseCode = "422", description = "Fields are wrong; errors says which and why")
  public TerminalJson activate(@PathParam("id") String id, byte[] bytes) {
    var body = JsonBody.required(BodyLimit.check(bytes));
    var complaints = new Complaints();
    var mode = mode(Fields.of(body.json(), complaints));
    refuse(complaints, body);
    return shown(terminals.activate(caller.account().id(), id, mode));
  }

  /** Takes orders away from it. */
  @DELETE
  @Path("/{id}/activation")
  @Operation(
      summary = "Lets a terminal take no more orders",
      description = "It still sells standalone. Orders that are addressed to it are refused.")
  @APIResponse(
      responseCode = "200",
      description = "The terminal",
      content =
          @Content(
              schema = @Schema(implementation = TerminalJson.class),
              examples = @ExampleObject(name = "terminal", value = ResourceExamples.TERMINAL)))
  @APIResponse(responseCode = "404", description = "The account has no such terminal")
  public TerminalJson deactivate(@PathParam("id") String id) {
    return shown(terminals.deactivate(caller.account().id(), id));
  }

  /** Replaces it. */
  @POST
  @Path("/{id}/replacement")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Puts the terminal that shows a pairing code in the place of this one",
      description =
          "Orders that are open for this one are the new one's; this one is shut out. Answers the"
              + " new one.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "code", value = "{\"pairing_code\":\"K7M2QX\"}")))
  @APIResponse(
      responseCode = "200",
      description = "The terminal",
      content =
          @Content(
              schema = @Schema(implementation = TerminalJson.class),
              examples = @ExampleObject(name = "terminal", value = ResourceExamples.TERMINAL)))
  @APIResponse(responseCode = "404", description = "The account has no such terminal")
  @APIResponse(
      responseCode = "409",
      description = "It was replaced already, or the other is another account's")
  @APIResponse(responseCode = "422", description = "Fields are wrong; errors says which and why")
  @APIResponse(responseCode = "429", description = "Too many wrong codes")
  public Response replace(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      byte[] bytes) {
    var body = JsonBody.required(BodyLimit.check(bytes));
    var complaints = new Complaints();
    var code = code(Fields.of(body.json(), complaints));
    refuse(complaints, body);
    var write = new Calls.Write("replace " + id, idempotencyKey, body);
    return done(desk.replace(caller.account().id(), id, code, calls.ofCaller(write)));
  }

  private static String code(Fields fields) {
    var code = fields.requiredText("pairing_code", MAX_CODE).strip();
    if (!code.isEmpty() && !CODE.matcher(code).matches()) {
      fields.complain("pairing_code", "The pairing_code field must be 6 letters and digits.");
    }
    return code;
  }

  private static String mode(Fields fields) {
    if (!fields.has("mode")) {
      fields.required("mode");
    }
    var mode = fields.oneOf("mode", List.of("direct", "listed"));
    return mode == null ? "" : mode;
  }

  private static void refuse(Complaints complaints, JsonBody body) {
    if (!complaints.none()) {
      throw Refusal.invalid(complaints, body);
    }
  }

  private static TerminalJson shown(Heard<MerchantTerminal> heard) {
    return TerminalJson.of(ErrorMapping.said(heard));
  }

  private static Response done(Reply reply) {
    return Calls.answer(Response.Status.OK, ErrorMapping.done(reply));
  }
}
