package dev.connectpos.order.api;

import dev.connectpos.order.application.MerchantMoney.Filter;
import dev.connectpos.order.application.Payables;
import dev.connectpos.order.domain.ChargeId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

/** What the acquirer owes the merchant, from its own books. */
@Path("/core/v5")
@Produces(MediaType.APPLICATION_JSON)
@MerchantOnly
@RunOnVirtualThread
@Tag(name = "Money")
@SecurityRequirement(name = "secret-key")
@APIResponse(responseCode = "503", description = "The acquirer does not answer")
public class MoneyResource {
  private final Payables payables;
  private final Caller caller;

  MoneyResource(Payables payables, Caller caller) {
    this.payables = payables;
    this.caller = caller;
  }

  /** What the account has. */
  @GET
  @Path("/balance")
  @Operation(summary = "Shows what the account has with the acquirer")
  @APIResponse(
      responseCode = "200",
      description = "The balance",
      content =
          @Content(
              schema = @Schema(implementation = MoneyJson.Balance.class),
              examples = @ExampleObject(name = "balance", value = ResourceExamples.BALANCE)))
  @APIResponse(responseCode = "404", description = "The acquirer has no such account yet")
  public MoneyJson.Balance balance() {
    return MoneyJson.Balance.of(ErrorMapping.said(payables.balance(caller.account().id())));
  }

  /** A page of its payables. */
  @GET
  @Path("/payables")
  @Operation(
      summary = "Lists payables",
      description =
          "By creation, oldest first, or by payment date if that is asked for. There are more while"
              + " paging has a forward_cursor.")
  @Parameter(name = "charge_id", in = ParameterIn.QUERY)
  @Parameter(
      name = "status",
      in = ParameterIn.QUERY,
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"waiting_funds", "paid"}))
  @Parameter(
      name = "type",
      in = ParameterIn.QUERY,
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"credit", "refund"}))
  @Parameter(
      name = "installment",
      in = ParameterIn.QUERY,
      schema = @Schema(type = SchemaType.INTEGER))
  @Parameter(name = "payment_date_since", in = ParameterIn.QUERY, example = "2026-12-25")
  @Parameter(name = "payment_date_until", in = ParameterIn.QUERY, example = "2026-12-31")
  @Parameter(name = "created_since", in = ParameterIn.QUERY, example = "2026-11-23T14:03:09Z")
  @Parameter(name = "created_until", in = ParameterIn.QUERY, example = "2026-11-23")
  @Parameter(name = "forward_cursor", in = ParameterIn.QUERY)
  @Parameter(
      name = "size",
      in = ParameterIn.QUERY,
      schema = @Schema(type = SchemaType.INTEGER, maximum = "100", defaultValue = "10"))
  @APIResponse(
      responseCode = "200",
      description = "The page",
      content =
          @Content(
              schema = @Schema(implementation = MoneyJson.Page.class),
              examples = @ExampleObject(name = "page", value = ResourceExamples.PAYABLES)))
  @APIResponse(responseCode = "422", description = "A parameter is wrong; errors names it")
  public MoneyJson.Page list(@Context UriInfo uri) {
    var query = new QueryReader(uri.getQueryParameters());
    var charge = query.text("charge_id");
    var filter =
        new Filter(
            null,
            query.oneOf("status", List.of("waiting_funds", "paid")),
            query.oneOf("type", List.of("credit", "refund")),
            query.number("installment", Fields.MAX_INSTALLMENTS),
            query.firstDay("payment_date_since"),
            query.lastDay("payment_date_until"),
            query.created());
    var cursor = query.text("forward_cursor");
    int size = query.slice().size();
    query.refuseIfWrong();
    return MoneyJson.Page.of(
        ErrorMapping.said(
            payables.list(
                caller.account().id(),
                charge == null ? null : new ChargeId(charge),
                filter,
                cursor,
                size)));
  }

  /** One of them, or 404. */
  @GET
  @Path("/payables/{id}")
  @Operation(summary = "Shows a payable")
  @APIResponse(
      responseCode = "200",
      description = "The payable",
      content =
          @Content(
              schema = @Schema(implementation = MoneyJson.Payable.class),
              examples = @ExampleObject(name = "payable", value = ResourceExamples.PAYABLE)))
  @APIResponse(responseCode = "404", description = "The account has no such payable")
  public MoneyJson.Payable get(@PathParam("id") String id) {
    return MoneyJson.Payable.of(ErrorMapping.said(payables.find(caller.account().id(), id)));
  }
}
