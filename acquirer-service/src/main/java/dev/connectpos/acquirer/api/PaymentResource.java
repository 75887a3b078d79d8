package dev.connectpos.acquirer.api;

import dev.connectpos.acquirer.application.Inquiries;
import dev.connectpos.acquirer.domain.OrderId;
import dev.connectpos.acquirer.domain.PaymentId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Payments, for operators. */
@Path("/acquirer/v1/payments")
@Guarded.ForOperators
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PaymentResource {
  private final Inquiries inquiries;

  PaymentResource(Inquiries inquiries) {
    this.inquiries = inquiries;
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
