package dev.connectpos.order.api;

import dev.connectpos.order.application.Heard;
import dev.connectpos.order.application.MerchantTerminals;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
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

/**
 * How a merchant's terminals are set up (T6, O10; extension). What is put or deleted is so however
 * often it is asked: no Idempotency-Key is taken, so nothing of a password is ever kept.
 */
@Path("/posconnect/v1/settings")
@Produces(MediaType.APPLICATION_JSON)
@MerchantOnly
@RunOnVirtualThread
@Tag(name = "Terminals")
@SecurityRequirement(name = "secret-key")
@APIResponse(responseCode = "404", description = "The account is not known there yet")
@APIResponse(responseCode = "503", description = "The terminals' service does not answer")
public class TerminalSettingsResource {
  private static final Pattern PASSWORD = Pattern.compile("[0-9]{4,8}");
  private static final int MAX_PASSWORD = 64;

  private final MerchantTerminals terminals;
  private final Caller caller;

  TerminalSettingsResource(MerchantTerminals terminals, Caller caller) {
    this.terminals = terminals;
    this.caller = caller;
  }

  /** As they are. */
  @GET
  @Operation(summary = "Shows how the account's terminals are set up")
  @APIResponse(
      responseCode = "200",
      description = "The settings",
      content =
          @Content(
              schema = @Schema(implementation = TerminalJson.Settings.class),
              examples =
                  @ExampleObject(
                      name = "settings",
                      value = "{\"printing\":true,\"admin_password_set\":true}")))
  public TerminalJson.Settings get() {
    return shown(terminals.settings(caller.account().id()));
  }

  /** Changes them. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Sets up the account's terminals",
      description = "printing: whether they print documents of PDVs.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "printing", value = "{\"printing\":true}")))
  @APIResponse(
      responseCode = "200",
      description = "The settings",
      content =
          @Content(
              schema = @Schema(implementation = TerminalJson.Settings.class),
              examples =
                  @ExampleObject(
                      name = "settings",
                      value = "{\"printing\":true,\"admin_password_set\":true}")))
  @APIResponse(responseCode = "422", description = "Fields are wrong; errors says which and why")
  public TerminalJson.Settings change(byte[] bytes) {
    var body = JsonBody.required(BodyLimit.check(bytes));
    boolean printing =
        body.readBy(
            (json, complaints) -> {
              var fields = Fields.of(json, complaints);
              if (!fields.has("printing")) {
                fields.required("printing");
              }
              return fields.flag("printing", false);
            });
    return shown(terminals.allowPrinting(caller.account().id(), printing));
  }

  /** Sets the password of the administration. */
  @PUT
  @Path("/admin-password")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Sets the password of the administration on the account's terminals",
      description = "4 to 8 digits. Only a hash of it is kept.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "password", value = "{\"password\":\"2580\"}")))
  @APIResponse(
      responseCode = "200",
      description = "It is set",
      content =
          @Content(
              schema = @Schema(implementation = TerminalJson.Administration.class),
              examples = @ExampleObject(name = "set", value = "{\"admin_password_set\":true}")))
  @APIResponse(responseCode = "422", description = "The password is not 4 to 8 digits")
  public TerminalJson.Administration setPassword(byte[] bytes) {
    var body = JsonBody.required(BodyLimit.check(bytes));
    var password =
        body.readBy(
            (json, complaints) -> {
              var fields = Fields.of(json, complaints);
              var text = fields.requiredText("password", MAX_PASSWORD);
              if (!text.isEmpty() && !PASSWORD.matcher(text).matches()) {
                fields.complain("password", "The password field must be 4 to 8 digits.");
              }
              return text;
            });
    return administration(terminals.setAdminPassword(caller.account().id(), password));
  }

  /** Removes it. */
  @DELETE
  @Path("/admin-password")
  @Operation(
      summary = "Removes the password of the administration",
      description = "Nothing can be canceled on the account's terminals then.")
  @APIResponse(
      responseCode = "200",
      description = "It is removed",
      content =
          @Content(
              schema = @Schema(implementation = TerminalJson.Administration.class),
              examples =
                  @ExampleObject(name = "removed", value = "{\"admin_password_set\":false}")))
  public TerminalJson.Administration removePassword() {
    return administration(terminals.removeAdminPassword(caller.account().id()));
  }

  private static TerminalJson.Settings shown(Heard<MerchantTerminals.Settings> heard) {
    return TerminalJson.Settings.of(said(heard));
  }

  private static TerminalJson.Administration administration(Heard<Boolean> heard) {
    return new TerminalJson.Administration(said(heard));
  }

  /** Here, what is not found is the account. */
  private static <T> T said(Heard<T> heard) {
    return ErrorMapping.said(
        heard instanceof Heard.Declined<T>(var code, _) && code.equals("not_found")
            ? new Heard.Declined<>("unknown_account", null)
            : heard);
  }
}
