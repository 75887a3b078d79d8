package dev.connectpos.acquirer.api;

import dev.connectpos.acquirer.application.Inquiries;
import dev.connectpos.acquirer.application.MerchantRequests;
import dev.connectpos.acquirer.domain.OrderId;
import dev.connectpos.acquirer.domain.PaymentDecision;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentRejection;
import dev.connectpos.acquirer.domain.RequestId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Payments, for operators. */
@Path("/acquirer/v1/payments")
@Guarded.ForOperators
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PaymentResource {
  private final Inquiries inquiries;
  private final MerchantRequests requests;

  PaymentResource(Inquiries inquiries, MerchantRequests requests) {
    this.inquiries = inquiries;
    this.requests = requests;
  }

  /** The payments of an order, oldest first. */
  @GET
  @Operation(summary = "Payments of an order")
  public List<PaymentJson> ofOrder(@QueryParam("order_id") @Nullable String orderId) {
    if (orderId == null || orderId.isBlank()) {
      throw new InvalidFieldException("order_id", "order_id is missing");
    }
    return inquiries.ofOrder(new OrderId(orderId)).stream().map(PaymentJson::of).toList();
  }

  /**
   * Asks the network again for a cancellation that it refused (retentativa de cancelamento, A6).
   * The outcome shows in the payment, and is stated as an event.
   */
  @POST
  @Path("/{id}/cancellations/{request_id}/retry")
  @Operation(summary = "Ask the network again for a refused cancellation")
  @APIResponse(responseCode = "202", description = "It is being asked, or was done before")
  @APIResponse(responseCode = "409", description = "A rule refuses; its name is the code")
  public Response retry(@PathParam("id") String id, @PathParam("request_id") String requestId) {
    var decision = requests.retry(new PaymentId(id), new RequestId(requestId));
    return switch (decision.orElseThrow(NotFoundException::new)) {
      case PaymentDecision.Accepted _, PaymentDecision.AlreadyDone _ ->
          Response.accepted(payment(id)).build();
      case PaymentDecision.Rejected(var rule) -> {
        if (rule == PaymentRejection.UNKNOWN_CANCELLATION) {
          throw new NotFoundException();
        }
        yield Problem.of(
            Response.Status.CONFLICT, rule.name().toLowerCase(Locale.ROOT), rule.message());
      }
    };
  }

  /** One payment. */
  @GET
  @Path("/{id}")
  @Operation(summary = "One payment")
  public PaymentJson payment(@PathParam("id") String id) {
    return inquiries
        .payment(new PaymentId(id))
        .map(PaymentJson::of)
        .orElseThrow(NotFoundException::new);
  }
}
