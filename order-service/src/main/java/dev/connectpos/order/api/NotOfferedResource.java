package dev.connectpos.order.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * What the incumbent has and this acquirer has not: chargebacks, and receivables before their time
 * (A12). 422, because it is a rule of business that no repetition changes, and every SDK reads it.
 */
@Path("/core/v5")
@Produces(MediaType.APPLICATION_JSON)
@MerchantOnly
@RunOnVirtualThread
@Tag(name = "Money")
@SecurityRequirement(name = "secret-key")
@APIResponse(
    responseCode = "422",
    description = "chargebacks_not_offered or anticipations_not_offered, and whom to ask")
public class NotOfferedResource {
  private static final String SUMMARY = "Not offered by this acquirer";

  private final String contact;

  NotOfferedResource(@ConfigProperty(name = "connect.support-contact") String contact) {
    this.contact = contact;
  }

  /** None is listed. */
  @GET
  @Path("/chargebacks")
  @Operation(summary = SUMMARY)
  public String chargebacks() {
    throw notOffered("chargebacks", "Chargebacks are");
  }

  /** None is shown. */
  @GET
  @Path("/chargebacks/{id}")
  @Operation(summary = SUMMARY)
  public String chargeback(@PathParam("id") String id) {
    return chargebacks();
  }

  /** None is listed. */
  @GET
  @Path("/recipients/{recipient}/anticipations")
  @Operation(summary = SUMMARY)
  public String anticipations(@PathParam("recipient") String recipient) {
    throw notOffered("anticipations", "Anticipations of receivables are");
  }

  /** None is made. */
  @POST
  @Path("/recipients/{recipient}/anticipations")
  @Operation(summary = SUMMARY)
  public String anticipate(@PathParam("recipient") String recipient) {
    return anticipations(recipient);
  }

  /** None is shown. */
  @GET
  @Path("/recipients/{recipient}/anticipations/{id}")
  @Operation(summary = SUMMARY)
  public String anticipation(@PathParam("recipient") String recipient, @PathParam("id") String id) {
    return anticipations(recipient);
  }

  /** There is nothing to be had. */
  @GET
  @Path("/recipients/{recipient}/anticipations/limits")
  @Operation(summary = SUMMARY)
  public String limits(@PathParam("recipient") String recipient) {
    return anticipations(recipient);
  }

  /** None is listed. */
  @GET
  @Path("/recipients/{recipient}/bulk_anticipations")
  @Operation(summary = SUMMARY)
  public String bulkAnticipations(@PathParam("recipient") String recipient) {
    return anticipations(recipient);
  }

  /** None is made. */
  @POST
  @Path("/recipients/{recipient}/bulk_anticipations")
  @Operation(summary = SUMMARY)
  public String anticipateInBulk(@PathParam("recipient") String recipient) {
    return anticipations(recipient);
  }

  private Refusal notOffered(String what, String subject) {
    return Refusal.of(
        422,
        what + "_not_offered",
        subject + " not offered by this acquirer. Contact " + contact + ".");
  }
}
