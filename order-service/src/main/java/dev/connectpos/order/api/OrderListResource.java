package dev.connectpos.order.api;

import dev.connectpos.order.application.ListStore.OrderFilter;
import dev.connectpos.order.application.Listing;
import dev.connectpos.order.domain.CustomerId;
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

/** Lists of orders, and enquiry by the PDV's own reference (O8). */
@Path("/core/v5/orders")
@Produces(MediaType.APPLICATION_JSON)
@MerchantOnly
@RunOnVirtualThread
@Tag(name = "Orders")
@SecurityRequirement(name = "secret-key")
public class OrderListResource {
  private static final List<String> STATUSES = List.of("pending", "paid", "canceled", "failed");

  private final Listing listing;
  private final Caller caller;

  OrderListResource(Listing listing, Caller caller) {
    this.listing = listing;
    this.caller = caller;
  }

  /** A page; 422 says what is wrong with the query. */
  @GET
  @Operation(
      summary = "Lists orders, newest first",
      description =
          "The total is exact. While orders are being placed, those on a page move to later pages;"
              + " whoever follows next to the end sees each order that there was at the start, some"
              + " perhaps twice.")
  @Parameter(name = "page", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
  @Parameter(
      name = "size",
      in = ParameterIn.QUERY,
      schema = @Schema(type = SchemaType.INTEGER, maximum = "100", defaultValue = "10"))
  @Parameter(
      name = "code",
      in = ParameterIn.QUERY,
      description = "The PDV's own reference, exactly; several orders may have the same")
  @Parameter(
      name = "status",
      in = ParameterIn.QUERY,
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"pending", "paid", "canceled", "failed"}))
  @Parameter(name = "created_since", in = ParameterIn.QUERY, example = "2026-11-23T14:03:09Z")
  @Parameter(
      name = "created_until",
      in = ParameterIn.QUERY,
      description = "With all of the second, minute or day that it names",
      example = "2026-11-23")
  @Parameter(name = "customer_id", in = ParameterIn.QUERY)
  @Parameter(
      name = "idempotency_key",
      in = ParameterIn.QUERY,
      description = "Extension: the order that was created with this Idempotency-Key")
  @APIResponse(
      responseCode = "200",
      description = "The page",
      content =
          @Content(
              schema = @Schema(implementation = ListJson.class),
              examples = @ExampleObject(name = "page", value = Examples.ORDERS)))
  @APIResponse(responseCode = "422", description = "A parameter is wrong; errors names it")
  public ListJson list(@Context UriInfo uri) {
    var query = new QueryReader(uri.getQueryParameters());
    var customer = query.text("customer_id");
    var key = query.text("idempotency_key");
    var filter =
        new OrderFilter(
            query.text("code"),
            query.oneOf("status", STATUSES),
            customer == null ? null : new CustomerId(customer),
            key == null ? null : JsonBody.sha256(key),
            query.created());
    var slice = query.slice();
    query.refuseIfWrong();
    return ListJson.of(listing.orders(caller.account().id(), filter, slice), slice, uri);
  }
}
