package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.connectpos.acquirer.application.AffiliationProfiles;
import dev.connectpos.acquirer.application.AffiliationStore.Switch;
import dev.connectpos.acquirer.application.Affiliations;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.AffiliationService;
import dev.connectpos.acquirer.domain.AffiliationServices;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** An affiliation, its services, and what there is no service for; for operators (A12, A13). */
@Path("/acquirer/v1/affiliations/{account_id}")
@Guarded.ForOperators
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AffiliationServiceResource {
  private static final int MAX_BY = 64;
  private static final int MAX_REASON = 200;

  private final AffiliationProfiles profiles;
  private final Affiliations affiliations;
  private final ApiTokens tokens;
  private final String contact;

  AffiliationServiceResource(
      AffiliationProfiles profiles,
      Affiliations affiliations,
      ApiTokens tokens,
      @ConfigProperty(name = "connect.support-contact") String contact) {
    this.profiles = profiles;
    this.affiliations = affiliations;
    this.tokens = tokens;
    this.contact = contact;
  }

  /**
   * How a service is to be.
   *
   * @param enabled required
   * @param maxLength of soft descriptors online: 13 or 22; left out, it stays
   * @param by who switches it, 1 to 64 characters; required
   * @param reason at most 200 characters
   */
  public record Wanted(
      @Nullable Boolean enabled,
      @JsonProperty("max_length") @Nullable Integer maxLength,
      @Nullable String by,
      @Nullable String reason) {}

  /** The affiliation of an account. */
  @GET
  @Operation(summary = "An affiliation, with its services and its set-up check")
  @APIResponse(responseCode = "404", description = "affiliation_not_found")
  public Response affiliation(@PathParam("account_id") String accountId) {
    return profiles
        .find(new AccountId(accountId))
        .map(seen -> Response.ok(AffiliationJson.of(seen)).build())
        .orElseGet(AffiliationServiceResource::unknown);
  }

  /** Switches a service on or off; once it is so, asking again changes nothing. */
  @PUT
  @Path("/services/{service}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Switch soft_descriptor, zero_dollar, pre_authorization or print")
  @APIResponse(responseCode = "200", description = "The affiliation")
  @APIResponse(responseCode = "400", description = "invalid_field, with the field at fault")
  @APIResponse(responseCode = "404", description = "affiliation_not_found, service_not_found")
  public Response switchService(
      @PathParam("account_id") String accountId,
      @PathParam("service") String word,
      @Nullable Wanted wanted) {
    var service = AffiliationService.of(word);
    if (service.isEmpty()) {
      return Problem.of(Response.Status.NOT_FOUND, "service_not_found", "no such service");
    }
    var account = new AccountId(accountId);
    return affiliations.switchService(account, read(service.get(), wanted), tokens.operator())
        ? affiliation(accountId)
        : unknown();
  }

  private static Switch read(AffiliationService service, @Nullable Wanted wanted) {
    if (wanted == null || wanted.enabled() == null) {
      throw new InvalidFieldException("enabled", "enabled is true or false");
    }
    String by = wanted.by();
    if (by == null || by.isBlank() || by.length() > MAX_BY) {
      throw new InvalidFieldException("by", "by names who switches it, in 1 to 64 characters");
    }
    String reason = wanted.reason();
    if (reason != null && reason.length() > MAX_REASON) {
      throw new InvalidFieldException("reason", "reason has at most 200 characters");
    }
    Integer length = wanted.maxLength();
    if (length != null
        && (service != AffiliationService.SOFT_DESCRIPTOR
            || (length != AffiliationServices.PSP && length != AffiliationServices.GATEWAY))) {
      throw new InvalidFieldException("max_length", "max_length is 13 or 22, of soft_descriptor");
    }
    return new Switch(service, wanted.enabled(), length, by.strip(), reason);
  }

  /** There are none. */
  @GET
  @Path("/chargebacks")
  @Operation(summary = "Not offered by this acquirer")
  @APIResponse(responseCode = "422", description = "chargebacks_not_offered")
  public Response chargebacks() {
    return notOffered("chargebacks");
  }

  /** There are none. */
  @GET
  @Path("/anticipations")
  @Operation(summary = "Not offered by this acquirer")
  @APIResponse(responseCode = "422", description = "anticipations_not_offered")
  public Response anticipations() {
    return notOffered("anticipations");
  }

  private Response notOffered(String what) {
    return Problem.notOffered(
        what + "_not_offered", "this acquirer does not offer " + what + "; ask " + contact);
  }

  private static Response unknown() {
    return Problem.of(Response.Status.NOT_FOUND, "affiliation_not_found", "no such affiliation");
  }
}
