package dev.connectpos.operations;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.connectpos.outbox.Journal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What the service said, without the payloads. A service's resource extends it with its own path,
 * its own guard and its own words for an error. One order's story is what belongs to its
 * correlation ids, and what is about the order and its payments: docs/adr/0032.
 */
public abstract class JournalRoutes {
  /** The most rows in an answer. */
  public static final int PAGE = 500;

  /** The most ids in a question, of both kinds together. */
  public static final int MOST_IDS = 50;

  private final Journal journal;
  private final String service;

  /**
   * @param journal of this service
   * @param service its name in the answers, for example {@code acquirer-service}
   */
  protected JournalRoutes(Journal journal, String service) {
    this.journal = journal;
    this.service = service;
  }

  /**
   * The service's answer to a wrong parameter.
   *
   * @param rule what holds for it, for people
   */
  protected abstract RuntimeException invalid(String parameter, String rule);

  /**
   * The journal of one question.
   *
   * @param data at most {@value #PAGE}, the oldest
   */
  public record Listing(List<Row> data) {}

  /**
   * One message, as {@link Journal.Entry} has it.
   *
   * @param service whose it is
   */
  public record Row(
      String service,
      @JsonProperty("event_id") UUID eventId,
      String type,
      String topic,
      @JsonProperty("aggregate_type") String aggregateType,
      @JsonProperty("aggregate_id") String aggregateId,
      @JsonProperty("aggregate_version") long aggregateVersion,
      @JsonProperty("correlation_id") String correlationId,
      @JsonProperty("causation_id") @Nullable UUID causationId,
      @JsonProperty("occurred_at") Instant occurredAt,
      @JsonProperty("inserted_at") Instant insertedAt) {

    private static Row of(String service, Journal.Entry entry) {
      return new Row(
          service,
          entry.eventId(),
          entry.type(),
          entry.topic(),
          entry.aggregateType(),
          entry.aggregateId(),
          entry.aggregateVersion(),
          entry.correlationId(),
          entry.causationId(),
          entry.occurredAt(),
          entry.insertedAt());
    }
  }

  /** What belongs to any of the correlation ids or is about any of the subjects, oldest first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      summary = "The service's messages by correlation id, or by what they are about",
      description =
          "Both parameters may be repeated, 50 ids in all; a message that matches one of them is"
              + " in the answer. subject is the id of an order, a payment, a terminal or whatever"
              + " else the service speaks of. At most 500, oldest first, without payloads.")
  public Listing find(
      @QueryParam("correlation_id") List<String> correlationIds,
      @QueryParam("subject") List<String> subjects) {
    int asked = correlationIds.size() + subjects.size();
    if (asked == 0 || asked > MOST_IDS) {
      throw invalid(
          "correlation_id", "1 to " + MOST_IDS + " values of correlation_id and subject in all");
    }
    return new Listing(
        journal.find(correlationIds, subjects, PAGE).stream()
            .map(entry -> Row.of(service, entry))
            .toList());
  }
}
