package dev.connectpos.terminal.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.connectpos.terminal.application.ActivateTerminals;
import dev.connectpos.terminal.application.PairTerminals;
import dev.connectpos.terminal.application.PairTerminals.Registration;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Terminals, as operators register and watch them (features T1, T9). */
@Path("/terminal/v1/terminals")
@Tag(name = "Terminals", description = "For operators")
@Operator
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TerminalResource {
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z_]{1,64}");
  private static final Pattern CODE = Pattern.compile("\\s*[0-9A-Za-z]{6}\\s*");

  private final PairTerminals terminals;
  private final ActivateTerminals activations;

  TerminalResource(PairTerminals terminals, ActivateTerminals activations) {
    this.terminals = terminals;
    this.activations = activations;
  }

  /** A terminal as it is shown. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Shown(
      String id,
      @JsonProperty("account_id") String accountId,
      @JsonProperty("serial_number") String serialNumber,
      String model,
      String mode,
      boolean active,
      boolean online,
      @JsonProperty("last_seen_at") @Nullable Instant lastSeenAt,
      @JsonProperty("app_version") @Nullable String appVersion,
      @JsonProperty("created_at") Instant createdAt) {

    static Shown of(Terminal terminal) {
      return new Shown(
          terminal.id().value(),
          terminal.accountId().value(),
          terminal.serialNumber(),
          terminal.model().name(),
          terminal.mode().name().toLowerCase(Locale.ROOT),
          terminal.isActive(),
          terminal.connected(),
          terminal.lastSeenAt(),
          terminal.appVersion(),
          terminal.registeredAt());
    }
  }

  /** Terminals of an account. */
  public record Page(List<Shown> data) {}

  /** Claims a code for an account; again for the same account answers the same terminal. */
  @POST
  @Operation(summary = "Register the terminal that shows a code")
  public Response register(String body) {
    JsonFields fields = JsonFields.of(body);
    var account = new AccountId(fields.text("account_id", ID));
    String code = fields.text("pairing_code", CODE);
    TerminalMode mode = fields.word("mode", TerminalMode.class, true);
    return switch (terminals.register(account, code, mode)) {
      case Registration.Registered(var terminal) ->
          Response.status(Response.Status.CREATED).entity(Shown.of(terminal)).build();
      case Registration.Refused(var reason) -> ProblemMapping.of(reason).response();
    };
  }

  /** Terminals of an account, the oldest first. */
  @GET
  @Operation(summary = "List the terminals of an account")
  public Page list(@QueryParam("account_id") @Nullable String account) {
    if (account == null || account.isBlank()) {
      throw Problem.missing("account_id").exception();
    }
    return new Page(terminals.ofAccount(new AccountId(account)).stream().map(Shown::of).toList());
  }

  /** One terminal with its presence. */
  @GET
  @Path("{id}")
  @Operation(summary = "Show a terminal")
  public Shown show(@PathParam("id") String id) {
    return terminals.find(new TerminalId(id)).map(Shown::of).orElseThrow(TerminalResource::unknown);
  }

  /** Activates it, or changes how orders reach it; the terminal is told at once. */
  @PUT
  @Path("{id}/activation")
  @Operation(summary = "Activate a terminal in a mode, or change its mode")
  public Shown activate(@PathParam("id") String id, String body) {
    TerminalMode mode = JsonFields.of(body).word("mode", TerminalMode.class, true);
    return activations
        .activate(new TerminalId(id), mode)
        .map(Shown::of)
        .orElseThrow(TerminalResource::unknown);
  }

  /** Takes orders away from it; it still sells standalone (feature T4). */
  @DELETE
  @Path("{id}/activation")
  @Operation(summary = "Deactivate a terminal")
  public Shown deactivate(@PathParam("id") String id) {
    return activations
        .deactivate(new TerminalId(id))
        .map(Shown::of)
        .orElseThrow(TerminalResource::unknown);
  }

  private static ProblemException unknown() {
    return new Problem(404, "not_found", "No such terminal").exception();
  }
}
