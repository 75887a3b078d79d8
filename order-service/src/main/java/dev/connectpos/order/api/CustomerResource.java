package dev.connectpos.order.api;

import dev.connectpos.order.application.CustomerStore.CustomerFilter;
import dev.connectpos.order.application.Customers;
import dev.connectpos.order.domain.CustomerId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Customers that an account keeps. */
@Path("/core/v5/customers")
@Produces(MediaType.APPLICATION_JSON)
@MerchantOnly
@RunOnVirtualThread
@Tag(name = "Customers")
@SecurityRequirement(name = "secret-key")
public class CustomerResource {
  private final Customers customers;
  private final Caller caller;
  private final Calls calls;

  CustomerResource(Customers customers, Caller caller, Calls calls) {
    this.customers = customers;
    this.caller = caller;
    this.calls = calls;
  }

  /** A page; 422 says what is wrong with the query. */
  @GET
  @Operation(summary = "Lists customers, newest first", description = "The total is exact.")
  @Parameter(name = "page", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
  @Parameter(
      name = "size",
      in = ParameterIn.QUERY,
      schema = @Schema(type = SchemaType.INTEGER, maximum = "100", defaultValue = "10"))
  @Parameter(name = "name", in = ParameterIn.QUERY, description = "All of it, in any case")
  @Parameter(name = "email", in = ParameterIn.QUERY, description = "All of it, in any case")
  @Parameter(name = "document", in = ParameterIn.QUERY, description = "Letters and digits only")
  @Parameter(name = "code", in = ParameterIn.QUERY, description = "The PDV's own reference")
  @APIResponse(
      responseCode = "200",
      description = "The page",
      content =
          @Content(
              schema = @Schema(implementation = ListJson.class),
              examples = @ExampleObject(name = "page", value = ResourceExamples.CUSTOMERS)))
  @APIResponse(responseCode = "422", description = "A parameter is wrong; errors names it")
  public ListJson list(@Context UriInfo uri) {
    var query = new QueryReader(uri.getQueryParameters());
    var filter =
        new CustomerFilter(
            query.text("name"), query.text("email"), query.text("document"), query.text("code"));
    var slice = query.slice();
    query.refuseIfWrong();
    return ListJson.of(customers.list(caller.account().id(), filter, slice), slice, uri);
  }

  /** Keeps a customer, or what is new of one. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Keeps a customer",
      description =
          "An e-mail address is one customer's; where none is sent, the document tells who it is."
              + " A customer who is there already is updated by what the body names.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "customer", value = ResourceExamples.CUSTOMER)))
  @APIResponse(
      responseCode = "200",
      description = "The customer",
      content = @Content(schema = @Schema(implementation = CustomerJson.class)))
  @APIResponse(responseCode = "422", description = "Fields are wrong; errors says which and why")
  public Response keep(
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, byte[] bytes) {
    var body = JsonBody.required(BodyLimit.check(bytes));
    var said = body.readBy(CustomerReader::kept);
    var context = calls.ofCaller(new Calls.Write("keep customer", idempotencyKey, body));
    var reply = customers.keep(caller.account(), said, context);
    return Calls.answer(Response.Status.OK, ErrorMapping.done(reply));
  }

  /** Shows it, or 404. */
  @GET
  @Path("/{id}")
  @Operation(summary = "Shows a customer")
  @APIResponse(
      responseCode = "200",
      description = "The customer",
      content =
          @Content(
              schema = @Schema(implementation = CustomerJson.class),
              examples = @ExampleObject(name = "customer", value = ResourceExamples.KEPT)))
  @APIResponse(responseCode = "404", description = "The account keeps no such customer")
  public String get(@PathParam("id") String id) {
    return customers
        .find(caller.account().id(), new CustomerId(id))
        .orElseThrow(ErrorMapping::noSuchCustomer);
  }

  /** Changes what the body names. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Changes a customer",
      description =
          "What the body does not name, or names as null, stays as it is. Orders keep what they"
              + " were told.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "customer", value = ResourceExamples.CUSTOMER)))
  @APIResponse(
      responseCode = "200",
      description = "The customer",
      content = @Content(schema = @Schema(implementation = CustomerJson.class)))
  @APIResponse(responseCode = "404", description = "The account keeps no such customer")
  @APIResponse(responseCode = "422", description = "Another customer has the e-mail address")
  public Response change(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      byte[] bytes) {
    var body = JsonBody.required(BodyLimit.check(bytes));
    var said = body.readBy(CustomerReader::change);
    var context = calls.ofCaller(new Calls.Write("change " + id, idempotencyKey, body));
    var reply = customers.change(caller.account(), new CustomerId(id), said, context);
    return Calls.answer(Response.Status.OK, ErrorMapping.done(reply));
  }
}
