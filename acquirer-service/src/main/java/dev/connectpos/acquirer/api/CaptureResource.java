package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.connectpos.acquirer.application.CaptureInquiries;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was captured, for order-service to hold its charges against. */
@Path("/internal/v1/captures")
@Guarded.ForServices
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CaptureResource {
  private final CaptureInquiries captures;

  CaptureResource(CaptureInquiries captures) {
    this.captures = captures;
  }

  /** Ids of payments, whatever became of them. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record PaymentIdsJson(@Nullable List<String> paymentIds) {}

  /** What was captured of each. */
  public record CapturesJson(List<CapturedJson> data) {}

  /** In minor units; {@code fresh} if the payment changed within the last minute. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record CapturedJson(String paymentId, long capturedMinor, boolean fresh) {}

  /** A thousand of all payments, by id. */
  @GET
  public PaymentIdsJson after(@QueryParam("after") @DefaultValue("") String paymentId) {
    return new PaymentIdsJson(captures.after(paymentId));
  }

  /** The thousand whose money moved last. */
  @GET
  @Path("/newest")
  public PaymentIdsJson newest() {
    return new PaymentIdsJson(captures.newest());
  }

  /** What was captured of the payments named; those left out that are not known here. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public CapturesJson captured(PaymentIdsJson asked) {
    List<String> ids = asked.paymentIds();
    if (ids == null || ids.size() > CaptureInquiries.PAGE) {
      throw new InvalidFieldException(
          "payment_ids", "payment_ids must be a list of at most " + CaptureInquiries.PAGE);
    }
    return new CapturesJson(
        captures.captured(ids).stream()
            .map(one -> new CapturedJson(one.paymentId(), one.minor(), one.fresh()))
            .toList());
  }
}
