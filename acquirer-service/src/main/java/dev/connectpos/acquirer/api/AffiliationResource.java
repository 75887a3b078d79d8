package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.connectpos.acquirer.application.AffiliationInquiries;
import dev.connectpos.acquirer.application.AffiliationReports.Period;
import dev.connectpos.acquirer.application.AffiliationReports.Position;
import dev.connectpos.acquirer.application.AffiliationReports.StatementLine;
import dev.connectpos.acquirer.application.Reconciliation;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.money.Currency;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** An affiliation's statement and its file of each day, for operators. */
@Path("/acquirer/v1/affiliations/{account_id}")
@Guarded.ForOperators
@RunOnVirtualThread
public class AffiliationResource {
  private static final MediaType CSV = new MediaType("text", "csv", "utf-8");

  private final AffiliationInquiries inquiries;
  private final Reconciliation reconciliation;
  private final ObjectMapper json;

  AffiliationResource(
      AffiliationInquiries inquiries, Reconciliation reconciliation, ObjectMapper json) {
    this.inquiries = inquiries;
    this.reconciliation = reconciliation;
    this.json = json;
  }

  /** One movement, with the sign it has for the merchant. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(SnakeCaseStrategy.class)
  public record LineJson(
      long id,
      Instant at,
      String kind,
      @Nullable String paymentId,
      @Nullable String requestId,
      @Nullable String settlementId,
      long grossMinor,
      long feeMinor,
      long netMinor) {

    private static LineJson of(StatementLine line) {
      return new LineJson(
          line.number(),
          line.at(),
          line.kind(),
          line.paymentId(),
          line.requestId(),
          line.settlementId(),
          line.grossMinor(),
          line.feeMinor(),
          line.grossMinor() - line.feeMinor());
    }
  }

  /** A page of a statement; balances are of the whole period, net of fees. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(SnakeCaseStrategy.class)
  public record StatementJson(
      String accountId,
      String currency,
      LocalDate from,
      LocalDate to,
      long openingMinor,
      long closingMinor,
      List<LineJson> data,
      @Nullable String forwardCursor) {}

  /** Movements of an affiliation's balance between two of its days, both included. */
  @GET
  @Path("/statement")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "The statement of an affiliation")
  public Response statement(
      @PathParam("account_id") String accountId,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("forward_cursor") @Nullable String cursor,
      @QueryParam("size") @Nullable String sizeText) {
    LocalDate first = required("from", from);
    LocalDate last = required("to", to);
    int size = Queries.size(sizeText);
    Position behind = Queries.position("forward_cursor", cursor, Instant::parse);
    var account = new AccountId(accountId);
    Optional<ZoneId> zone = inquiries.zoneOf(account);
    if (zone.isEmpty()) {
      return unknown();
    }
    var period =
        new Period(
            first.atStartOfDay(zone.get()).toInstant(),
            last.plusDays(1).atStartOfDay(zone.get()).toInstant());
    var ends = inquiries.statementBalance(account, Currency.BRL, period);
    var lines = inquiries.statement(account, Currency.BRL, period, behind, size + 1);
    var page = lines.subList(0, Math.min(size, lines.size()));
    return Response.ok(
            new StatementJson(
                accountId,
                Currency.BRL.name(),
                first,
                last,
                ends.openingMinor(),
                ends.closingMinor(),
                page.stream().map(LineJson::of).toList(),
                lines.size() > size ? Queries.cursor(position(page.getLast())) : null))
        .build();
  }

  /** The file of a day that is over, as lines of comma-separated values. */
  @GET
  @Path("/reconciliation/{date}.csv")
  @Produces("text/csv")
  @Operation(summary = "The reconciliation file of a day, CSV")
  @APIResponse(responseCode = "409", description = "The day is not over")
  public Response csv(@PathParam("account_id") String accountId, @PathParam("date") String date) {
    return file(new AccountId(accountId), required("date", date), ReconciliationFile.Format.CSV);
  }

  /** The same as JSON. */
  @GET
  @Path("/reconciliation/{date}.json")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "The reconciliation file of a day, JSON")
  @APIResponse(responseCode = "409", description = "The day is not over")
  public Response json(@PathParam("account_id") String accountId, @PathParam("date") String date) {
    return file(new AccountId(accountId), required("date", date), ReconciliationFile.Format.JSON);
  }

  private Response file(AccountId accountId, LocalDate day, ReconciliationFile.Format format) {
    Optional<ZoneId> zone = inquiries.zoneOf(accountId);
    if (zone.isEmpty()) {
      return unknown();
    }
    if (!reconciliation.isOver(day, zone.get())) {
      return Problem.of(
          Response.Status.CONFLICT, "day_not_over", "there is a file of days that are over only");
    }
    StreamingOutput body =
        out -> reconciliation.tell(accountId, day, new ReconciliationFile(format, out, json));
    return Response.ok(body, format == ReconciliationFile.Format.CSV ? CSV : jsonType())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"%s-%s.%s\""
                .formatted(
                    accountId, day, format == ReconciliationFile.Format.CSV ? "csv" : "json"))
        .build();
  }

  private static MediaType jsonType() {
    return MediaType.APPLICATION_JSON_TYPE;
  }

  private static Response unknown() {
    return Problem.of(Response.Status.NOT_FOUND, "affiliation_not_found", "no such affiliation");
  }

  private static Position position(StatementLine last) {
    return new Position(last.at().toString(), last.number());
  }

  private static LocalDate required(String field, @Nullable String text) {
    LocalDate date = Queries.date(field, text);
    if (date == null) {
      throw new InvalidFieldException(field, field + " is missing");
    }
    return date;
  }
}
