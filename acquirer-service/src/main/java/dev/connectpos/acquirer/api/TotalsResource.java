package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.connectpos.acquirer.application.Inquiries;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The money, summed, for operators. */
@Path("/acquirer/v1/totals")
@Guarded.ForOperators
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TotalsResource {
  private final Inquiries inquiries;

  TotalsResource(Inquiries inquiries) {
    this.inquiries = inquiries;
  }

  /** Sums over all payments, receivables and the whole ledger; amounts in minor units. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record TotalsJson(
      Map<String, Long> byState,
      long capturedMinor,
      long refundedMinor,
      long postedMinor,
      long balanceMinor,
      long postedNetMinor,
      long ledgerSumMinor,
      long receivableMinor,
      long waitingMinor,
      long paidMinor,
      long postedPaidMinor,
      long disagreeingAffiliations) {}

  /** Reads everything there is: not for polling. */
  @GET
  @Operation(summary = "Payments by state, captured and posted money")
  public TotalsJson totals() {
    var totals = inquiries.totals();
    return new TotalsJson(
        totals.byState(),
        totals.capturedMinor(),
        totals.refundedMinor(),
        totals.postedMinor(),
        totals.balanceMinor(),
        totals.postedNetMinor(),
        totals.ledgerSumMinor(),
        totals.receivableMinor(),
        totals.waitingMinor(),
        totals.paidMinor(),
        totals.postedPaidMinor(),
        totals.disagreeing());
  }
}
