package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.connectpos.acquirer.application.AffiliationInquiries;
import dev.connectpos.acquirer.application.AffiliationReports.Days;
import dev.connectpos.acquirer.application.AffiliationReports.PayableFilter;
import dev.connectpos.acquirer.application.AffiliationReports.PayableView;
import dev.connectpos.acquirer.application.AffiliationReports.Period;
import dev.connectpos.acquirer.application.AffiliationReports.Position;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.money.Currency;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What a merchant has and will get, for order-service. Amounts in minor units. */
@Path("/internal/v1/accounts/{account_id}")
@Guarded.ForServices
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AccountMoneyResource {
  private final AffiliationInquiries inquiries;

  AccountMoneyResource(AffiliationInquiries inquiries) {
    this.inquiries = inquiries;
  }

  /** What an account has. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record BalanceJson(
      String currency, long availableAmount, long waitingFundsAmount, long transferredAmount) {}

  /** A receivable as the incumbent calls it. A refund's amounts are below zero. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record PayableJson(
      String id,
      String paymentId,
      String orderId,
      String status,
      String type,
      long amount,
      long fee,
      int installment,
      String paymentMethod,
      LocalDate paymentDate,
      Instant accrualAt,
      Instant createdAt) {

    private static PayableJson of(PayableView view) {
      return new PayableJson(
          view.id(),
          view.paymentId(),
          view.orderId(),
          view.status(),
          view.type(),
          view.amountMinor(),
          view.feeMinor(),
          view.installment(),
          view.paymentMethod(),
          view.paymentDate(),
          view.createdAt(),
          view.createdAt());
    }
  }

  /** A page of them; without a cursor it is the last one. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(SnakeCaseStrategy.class)
  public record PayablesJson(List<PayableJson> data, @Nullable String forwardCursor) {}

  /** What is looked for. */
  public static class Asked {
    @QueryParam("payment_id")
    @Nullable String paymentId;

    @QueryParam("status")
    @Nullable String status;

    @QueryParam("type")
    @Nullable String type;

    @QueryParam("installment")
    @Nullable String installment;

    @QueryParam("payment_date_since")
    @Nullable String paymentDateSince;

    @QueryParam("payment_date_until")
    @Nullable String paymentDateUntil;

    @QueryParam("created_since")
    @Nullable String createdSince;

    @QueryParam("created_until")
    @Nullable String createdUntil;

    @QueryParam("forward_cursor")
    @Nullable String forwardCursor;

    @QueryParam("size")
    @Nullable String size;

    private PayableFilter filter() {
      return new PayableFilter(
          paymentId == null || paymentId.isBlank() ? null : paymentId,
          Queries.word("status", status, "waiting_funds", "paid"),
          Queries.word("type", type, "credit", "refund"),
          Queries.integer("installment", installment),
          new Days(
              Queries.date("payment_date_since", paymentDateSince),
              Queries.date("payment_date_until", paymentDateUntil)),
          new Period(
              Queries.instant("created_since", createdSince),
              Queries.instant("created_until", createdUntil)));
    }
  }

  /** What is due and not paid out yet, what is not due yet, and what was paid out. */
  @GET
  @Path("/balance")
  @Operation(summary = "The balance of an account")
  public Response balance(@PathParam("account_id") String accountId) {
    return inquiries
        .balance(new AccountId(accountId), Currency.BRL)
        .map(
            balance ->
                Response.ok(
                        new BalanceJson(
                            Currency.BRL.name(),
                            balance.availableMinor(),
                            balance.waitingMinor(),
                            balance.paidMinor()))
                    .build())
        .orElseGet(
            () -> Problem.of(Response.Status.NOT_FOUND, "account_not_found", "no such account"));
  }

  /**
   * Receivables by creation, oldest first, or by payment date if that is asked for. Instants are
   * from the first on and before the second; days both included.
   */
  @GET
  @Path("/payables")
  @Operation(summary = "Receivables of an account")
  public PayablesJson payables(@PathParam("account_id") String accountId, @BeanParam Asked asked) {
    PayableFilter filter = asked.filter();
    int size = Queries.size(asked.size);
    Position behind =
        Queries.position(
            "forward_cursor",
            asked.forwardCursor,
            at -> filter.isByPaymentDate() ? LocalDate.parse(at) : Instant.parse(at));
    var rows = inquiries.payables(new AccountId(accountId), filter, behind, size + 1);
    var page = rows.subList(0, Math.min(size, rows.size()));
    return new PayablesJson(
        page.stream().map(PayableJson::of).toList(),
        rows.size() > size ? Queries.cursor(position(page.getLast(), filter)) : null);
  }

  /** One receivable. */
  @GET
  @Path("/payables/{id}")
  @Operation(summary = "One receivable")
  public Response payable(@PathParam("account_id") String accountId, @PathParam("id") String id) {
    return inquiries
        .payable(new AccountId(accountId), id)
        .map(view -> Response.ok(PayableJson.of(view)).build())
        .orElseGet(
            () -> Problem.of(Response.Status.NOT_FOUND, "payable_not_found", "no such payable"));
  }

  private static Position position(PayableView last, PayableFilter filter) {
    return new Position(
        filter.isByPaymentDate() ? last.paymentDate().toString() : last.createdAt().toString(),
        last.number());
  }
}
