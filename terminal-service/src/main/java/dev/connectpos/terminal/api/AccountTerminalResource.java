package dev.connectpos.terminal.api;

import dev.connectpos.terminal.application.ActivateTerminals;
import dev.connectpos.terminal.application.PairTerminals;
import dev.connectpos.terminal.application.PairTerminals.Registration;
import dev.connectpos.terminal.application.ReplaceTerminals;
import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.TerminalId;
import dev.connectpos.terminal.domain.TerminalMode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * An account's own terminals, as order-service shows and manages them for its partner (features T1,
 * T3, T9). A terminal of another account is none here.
 */
@Path("/internal/v1/accounts/{account}/terminals")
@Tag(name = "Terminals of an account", description = "For order-service")
@Service
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AccountTerminalResource {
  private final PairTerminals terminals;
  private final ActivateTerminals activations;
  private final ReplaceTerminals replacements;

  AccountTerminalResource(
      PairTerminals terminals, ActivateTerminals activations, ReplaceTerminals replacements) {
    this.terminals = terminals;
    this.activations = activations;
    this.replacements = replacements;
  }

  /** All of them, the oldest first. */
  @GET
  @Operation(summary = "List an account's terminals")
  public TerminalResource.Page list(@PathParam("account") String account) {
    return TerminalResource.Page.of(terminals.ofAccount(new AccountId(account)));
  }

  /** One of them, by id or serial number. */
  @GET
  @Path("{terminal}")
  @Operation(summary = "Show one of an account's terminals")
  public TerminalResource.Shown show(
      @PathParam("account") String account, @PathParam("terminal") String idOrSerial) {
    return TerminalResource.Shown.of(of(account, idOrSerial));
  }

  /** Claims a code; again answers the same terminal. */
  @POST
  @Operation(summary = "Register the terminal that shows a code")
  public Response register(@PathParam("account") String account, String body) {
    JsonFields fields = JsonFields.of(body);
    String code = fields.text("pairing_code", TerminalResource.CODE);
    TerminalMode mode = fields.word("mode", TerminalMode.class, true);
    return switch (terminals.register(new AccountId(account), code, mode)) {
      case Registration.Registered(var terminal) -> TerminalResource.created(terminal);
      case Registration.Refused(var reason) -> ProblemMapping.of(reason).response();
    };
  }

  /** Activates it, or changes how orders reach it. */
  @PUT
  @Path("{terminal}/activation")
  @Operation(summary = "Activate one of an account's terminals in a mode, or change its mode")
  public TerminalResource.Shown activate(
      @PathParam("account") String account, @PathParam("terminal") String idOrSerial, String body) {
    TerminalMode mode = JsonFields.of(body).word("mode", TerminalMode.class, true);
    return TerminalResource.changed(activations.activate(idOf(account, idOrSerial), mode));
  }

  /** Takes orders away from it. */
  @DELETE
  @Path("{terminal}/activation")
  @Operation(summary = "Deactivate one of an account's terminals")
  public TerminalResource.Shown deactivate(
      @PathParam("account") String account, @PathParam("terminal") String idOrSerial) {
    return TerminalResource.changed(activations.deactivate(idOf(account, idOrSerial)));
  }

  /** Puts the terminal that shows a code in its place; answers the new one. */
  @POST
  @Path("{terminal}/replacement")
  @Operation(summary = "Replace one of an account's terminals by the one that shows a code")
  public Response replace(
      @PathParam("account") String account, @PathParam("terminal") String idOrSerial, String body) {
    String code = JsonFields.of(body).text("pairing_code", TerminalResource.CODE);
    return TerminalResource.replaced(replacements.replace(idOf(account, idOrSerial), code));
  }

  private TerminalId idOf(String account, String idOrSerial) {
    return of(account, idOrSerial).id();
  }

  private Terminal of(String account, String idOrSerial) {
    return terminals
        .find(new AccountId(account), idOrSerial)
        .orElseThrow(TerminalResource::unknown);
  }
}
