package dev.connectpos.order.api;

import dev.connectpos.order.application.ListStore.ChargeFilter;
import dev.connectpos.order.application.ListStore.Found;
import dev.connectpos.order.application.Listing;
import dev.connectpos.order.domain.CustomerId;
import dev.connectpos.order.domain.OrderId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists of charges (O8). */
@Path("/core/v5/charges")
@Produces(MediaType.APPLICATION_JSON)
@MerchantOnly
@RunOnVirtualThread
@Tag(name = "Charges")
@SecurityRequirement(name = "secret-key")
public class ChargeListResource {
  /** All that the incumbent's clients ask for, though not every one occurs here. */
  private static final List<String> STATUSES =
      List.of(
          "pending",
          "paid",
          "canceled",
          "processing",
          "failed",
          "overpaid",
          "underpaid",
          "chargedback");

  private static final List<String> METHODS =
      List.of(
          "cash",
          "credit_card",
          "debit_card",
          "voucher",
          "pix",
          "boleto",
          "bank_transfer",
          "private_label",
          "safetypay",
          "checkout");

  /** What a charge that is made on a terminal is shown as, and one in cash is. */
  private static final String CASH = "cash";

  private static final String CARD = "credit_card";

  private final Listing listing;
  private final Caller caller;

  ChargeListResource(Listing listing, Caller caller) {
    this.listing = listing;
    this.caller = caller;
  }

  /** How many there are. */
  record Summary(long total) {}

  /** A page; 422 says what is wrong with the query. */
  @GET
  @Operation(
      summary = "Lists charges, newest first, each with its order and customer",
      description = "The total is exact.")
  @Parameter(name = "page", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
  @Parameter(
      name = "size",
      in = ParameterIn.QUERY,
      schema = @Schema(type = SchemaType.INTEGER, maximum = "100", defaultValue = "10"))
  @Parameter(name = "code", in = ParameterIn.QUERY, description = "The NSU")
  @Parameter(
      name = "status",
      in = ParameterIn.QUERY,
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"pending", "paid", "canceled", "processing", "failed"}))
  @Parameter(
      name = "payment_method",
      in = ParameterIn.QUERY,
      description =
          "A charge made on a terminal is cash, as with the incumbent; one made over the API is"
              + " credit_card or cash")
  @Parameter(name = "customer_id", in = ParameterIn.QUERY)
  @Parameter(name = "order_id", in = ParameterIn.QUERY)
  @Parameter(name = "created_since", in = ParameterIn.QUERY, example = "2026-11-23T14:03:09Z")
  @Parameter(
      name = "created_until",
      in = ParameterIn.QUERY,
      description = "With all of the second, minute or day that it names",
      example = "2026-11-23")
  @APIResponse(
      responseCode = "200",
      description = "The page",
      content =
          @Content(
              schema = @Schema(implementation = ListJson.class),
              examples = @ExampleObject(name = "page", value = Examples.CHARGES)))
  @APIResponse(responseCode = "422", description = "A parameter is wrong; errors names it")
  public ListJson list(@Context UriInfo uri) {
    var query = new QueryReader(uri.getQueryParameters());
    var customer = query.text("customer_id");
    var order = query.text("order_id");
    var method = query.oneOf("payment_method", METHODS);
    var filter =
        new ChargeFilter(
            query.text("code"),
            query.oneOf("status", STATUSES),
            customer == null ? null : new CustomerId(customer),
            order == null ? null : new OrderId(order),
            method == null ? null : (Boolean) method.equals(CARD),
            query.created());
    var slice = query.slice();
    query.refuseIfWrong();
    var found =
        method == null || method.equals(CASH) || method.equals(CARD)
            ? listing.charges(caller.account().id(), filter, slice)
            : new Found<String>(List.of(), 0);
    return ListJson.of(found, slice, uri);
  }

  /** How many charges there are. */
  @GET
  @Path("/summary")
  @Operation(summary = "Counts charges")
  @Parameter(name = "status", in = ParameterIn.QUERY)
  @Parameter(name = "created_since", in = ParameterIn.QUERY, example = "2026-11-23T14:03:09Z")
  @Parameter(name = "created_until", in = ParameterIn.QUERY, example = "2026-11-23")
  @APIResponse(
      responseCode = "200",
      description = "How many there are",
      content =
          @Content(
              schema = @Schema(implementation = Summary.class),
              examples = @ExampleObject(name = "summary", value = "{\"total\":42}")))
  @APIResponse(responseCode = "422", description = "A parameter is wrong; errors names it")
  public Summary summary(@Context UriInfo uri) {
    var query = new QueryReader(uri.getQueryParameters());
    var filter =
        new ChargeFilter(null, query.oneOf("status", STATUSES), null, null, null, query.created());
    query.refuseIfWrong();
    return new Summary(listing.countCharges(caller.account().id(), filter));
  }
}
