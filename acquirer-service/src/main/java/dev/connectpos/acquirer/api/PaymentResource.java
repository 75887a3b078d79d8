package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.connectpos.acquirer.application.Inquiries;
import dev.connectpos.acquirer.application.PaymentTimeline.Moment;
import dev.connectpos.acquirer.application.Resolutions;
import dev.connectpos.acquirer.application.Resolutions.NoSuchPayment;
import dev.connectpos.acquirer.application.Resolutions.NotResolved;
import dev.connectpos.acquirer.application.Resolutions.Resolved;
import dev.connectpos.acquirer.application.Timelines;
import dev.connectpos.acquirer.domain.OrderId;
import dev.connectpos.acquirer.domain.PaymentId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
  private final Timelines timelines;
  private final Resolutions resolutions;
  private final ApiTokens tokens;

  PaymentResource(
      Inquiries inquiries, Timelines timelines, Resolutions resolutions, ApiTokens tokens) {
    this.inquiries = inquiries;
    this.timelines = timelines;
    this.resolutions = resolutions;
    this.tokens = tokens;
  }

  /** A page of what was looked for, newest first. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(SnakeCaseStrategy.class)
  public record Listing(List<PaymentJson> data, @Nullable String forwardCursor) {}

  /** A payment's life. */
  public record Timeline(List<MomentJson> data) {}

  /** One fact of it; {@code by} is an operator's token where {@code command} names a deed. */
  public record MomentJson(
      Instant at, String event, long version, CauseJson cause, Map<String, Object> details) {

    private static MomentJson of(Moment moment) {
      var cause = moment.cause();
      return new MomentJson(
          moment.at(),
          moment.event(),
          moment.version(),
          new CauseJson(cause.command(), cause.correlationId(), cause.causationId(), cause.by()),
          moment.details());
    }
  }

  /** Why it came about. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record CauseJson(
      @Nullable String command, String correlationId, @Nullable UUID causationId, String by) {}

  /** The payments of an order, oldest first, or those that are looked for. */
  @GET
  @Operation(
      summary = "Payments of an order, or by what is known of them",
      description =
          "order_id alone answers an array, oldest first. Otherwise account_id, nsu,"
              + " authorization_code, card_last_four, status and amount, created_from and"
              + " created_to, newest first, by pages with forward_cursor. One of nsu,"
              + " authorization_code, card_last_four, account_id or a period is needed; status and"
              + " amount need a period, of at most 31 days.")
  public Object find(
      @QueryParam("order_id") @Nullable String orderId, @BeanParam PaymentQuery query) {
    if (orderId != null && !orderId.isBlank()) {
      query.refuseBeside("order_id");
      return inquiries.ofOrder(new OrderId(orderId)).stream().map(PaymentJson::of).toList();
    }
    int size = query.size();
    var found = inquiries.search(query.search(), query.behind(), size + 1);
    var page = found.subList(0, Math.min(size, found.size()));
    return new Listing(
        page.stream().map(PaymentJson::of).toList(),
        found.size() > size ? PaymentQuery.cursor(page.getLast()) : null);
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

  /** Everything that was stated about it, with its cause. */
  @GET
  @Path("/{id}/timeline")
  @Operation(summary = "Every event of a payment with its cause, as far back as the outbox is kept")
  public Timeline timeline(@PathParam("id") String id) {
    var known = payment(id);
    return new Timeline(
        timelines.of(new PaymentId(known.id())).stream().map(MomentJson::of).toList());
  }

  /** Sets right what the network leaves open. */
  @POST
  @Path("/{id}/resolution")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "State what the network did, with a reason and a reference",
      description =
          "returned and not_returned of a cancellation that the network refused, or was asked for"
              + " in vain; released of a payment whose undoing it was asked for in vain;"
              + " settled_elsewhere of a contradiction. Taken as the network's own answer, by the"
              + " same rules. Repeated, it changes nothing.")
  @APIResponse(responseCode = "200", description = "The payment as it is now")
  @APIResponse(responseCode = "404", description = "There is no such payment")
  @APIResponse(responseCode = "409", description = "Nothing to state, or a rule forbids it")
  public Response resolve(@PathParam("id") String id, @Nullable ResolutionBody body) {
    if (body == null) {
      throw new InvalidFieldException("outcome", "the body is missing");
    }
    var payment = new PaymentId(id);
    var ground = body.ground(tokens.operator());
    var answer =
        body.resolution()
            .map(resolution -> resolutions.resolve(payment, resolution, ground))
            .orElseGet(() -> resolutions.settleElsewhere(payment, body.request(), ground));
    return switch (answer) {
      case Resolved _ -> Response.ok(payment(id)).build();
      case NoSuchPayment _ -> throw new NotFoundException();
      case NotResolved(var code, var message) -> throw new ConflictException(code, message);
    };
  }
}
