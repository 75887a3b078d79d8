package dev.connectpos.terminal.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.connectpos.terminal.application.ActivateTerminals;
import dev.connectpos.terminal.application.PairTerminals;
import dev.connectpos.terminal.application.PairTerminals.Registration;
import dev.connectpos.terminal.application.ReplaceTerminals;
import dev.connectpos.terminal.application.ReplaceTerminals.Replacement;
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
import java.util.Optional;
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
  static final Pattern CODE = Pattern.compile("\\s*[0-9A-Za-z]{6}\\s*");

  private final PairTerminals terminals;
  private final ActivateTerminals activations;
  private final ReplaceTerminals replacements;

  TerminalResource(
      PairTerminals terminals, ActivateTerminals activations, ReplaceTerminals replacements) {
    this.terminals = terminals;
    this.activations = activations;
    this.replacements = replacements;
  }

  /** A terminal as it is shown; {@code replaced_by} is the serial number of its successor. */
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
      @JsonProperty("created_at") Instant createdAt,
      @JsonProperty("replaced_by") @Nullable String replacedBy) {

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
          terminal.registeredAt(),
          terminal.replacedBy());
    }
  }

  /** Terminals of an account. */
  public record Page(List<Shown> data) {
    static Page of(List<Terminal> terminals) {
      return new Page(terminals.stream().map(Shown::of).toList());
    }
  }

  /** Claims a code for an account; again for the same account answers the same terminal. */
  @POST
  @Operation(summary = "Register the terminal that shows a code")
  public Response register(String body) {
    JsonFields fields = JsonFields.of(body);
    var account = new AccountId(fields.text("account_id", ID));
    String code = fields.text("pairing_code", CODE);
    TerminalMode mode = fields.word("mode", TerminalMode.class, true);
    return switch (terminals.register(account, code, mode)) {
      case Registration.Registered(var terminal) -> created(terminal);
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
    return Page.of(terminals.ofAccount(new AccountId(account)));
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
    return changed(activations.activate(new TerminalId(id), mode));
  }

  /** Takes orders away from it; it still sells standalone (feature T4). */
  @DELETE
  @Path("{id}/activation")
  @Operation(summary = "Deactivate a terminal")
  public Shown deactivate(@PathParam("id") String id) {
    return changed(activations.deactivate(new TerminalId(id)));
  }

  /** Puts the terminal that shows a code in its place (feature T3); answers the new one. */
  @POST
  @Path("{id}/replacement")
  @Operation(summary = "Replace a terminal by the one that shows a code")
  public Response replace(@PathParam("id") String id, String body) {
    String code = JsonFields.of(body).text("pairing_code", CODE);
    return replaced(replacements.replace(new TerminalId(id), code));
  }

  static Response created(Terminal terminal) {
    return Response.status(Response.Status.CREATED).entity(Shown.of(terminal)).build();
  }

  static Response replaced(Replacement replacement) {
    return switch (replacement) {
      case Replacement.Replaced(var successor) -> created(successor);
      case Replacement.Unknown _ -> throw unknown();
      case Replacement.AlreadyReplaced(var serial) -> ProblemMapping.replaced(serial).response();
      case Replacement.Refused(var reason) -> ProblemMapping.of(reason).response();
    };
  }

  /** A replaced terminal is none any more: it is neither activated nor deactivated. */
  static Shown changed(Optional<Terminal> terminal) {
    String replacedBy = terminal.map(Terminal::replacedBy).orElse(null);
    if (replacedBy != null) {
      throw ProblemMapping.replaced(replacedBy).exception();
    }
    return terminal.map(Shown::of).orElseThrow(TerminalResource::unknown);
  }

  static ProblemException unknown() {
    return new Problem(404, "not_found", "No such terminal").exception();
  }
}
