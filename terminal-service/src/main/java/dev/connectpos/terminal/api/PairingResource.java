package dev.connectpos.terminal.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.connectpos.terminal.application.PairTerminals;
import dev.connectpos.terminal.application.PairTerminals.Progress;
import dev.connectpos.terminal.domain.PairingId;
import dev.connectpos.terminal.domain.TerminalModel;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Pairing, as the terminal drives it (docs/terminal-protocol.md, steps 1 and 3). */
@Path("/terminal/v1/pairings")
@Tag(name = "Pairing", description = "For terminals")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PairingResource {
  private static final Pattern SERIAL = Pattern.compile("[0-9A-Za-z][0-9A-Za-z-]{3,31}");
  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z._+-]{1,32}");
  private static final String BEARER = "Bearer ";

  private final PairTerminals pairings;
  private final PairingRate rate;

  PairingResource(PairTerminals pairings, PairingRate rate) {
    this.pairings = pairings;
    this.rate = rate;
  }

  /** A pairing that has begun. */
  public record Issued(
      @JsonProperty("pairing_id") String pairingId,
      String code,
      @JsonProperty("pairing_secret") String pairingSecret,
      @JsonProperty("expires_at") Instant expiresAt) {}

  /** How far a pairing is. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Status(
      String status,
      @JsonProperty("terminal_id") @Nullable String terminalId,
      @JsonProperty("device_credential") @Nullable String deviceCredential) {}

  /** Step 1: a code for the terminal's screen. */
  @POST
  @Operation(summary = "Begin a pairing", description = "The code is good for five minutes.")
  public Response request(String body, @Context HttpServerRequest request) {
    JsonFields fields = JsonFields.of(body);
    String serial = fields.text("serial_number", SERIAL);
    TerminalModel model = fields.word("model", TerminalModel.class, false);
    String appVersion = fields.text("app_version", VERSION);
    if (!rate.admits(request.remoteAddress().hostAddress())) {
      return new Problem(429, "too_many_pairings", "Too many pairings are begun from this address")
          .response();
    }
    var p = pairings.request(serial, model, appVersion);
    return Response.status(Response.Status.CREATED)
        .entity(new Issued(p.id().value(), p.code(), p.secret(), p.expiresAt()))
        .build();
  }

  /** Step 3: the credential, once an operator has claimed the code. */
  @GET
  @Path("{id}")
  @Operation(summary = "Ask how far a pairing is")
  public Response progress(
      @PathParam("id") String id, @HeaderParam("Authorization") @Nullable String authorization) {
    if (authorization == null || !authorization.startsWith(BEARER)) {
      return new Problem(401, "unauthorized", "The pairing secret is missing").response();
    }
    String secret = authorization.substring(BEARER.length());
    return switch (pairings.progress(new PairingId(id), secret)) {
      case Progress.Waiting _ -> Response.ok(new Status("waiting", null, null)).build();
      case Progress.Paired(var terminal, var credential) ->
          Response.ok(new Status("paired", terminal.value(), credential)).build();
      case Progress.Unknown _ ->
          new Problem(404, "unknown_pairing", "No such pairing, or it has run out").response();
      case Progress.Finished _ ->
          new Problem(410, "pairing_finished", "The terminal has its credential").response();
    };
  }
}
