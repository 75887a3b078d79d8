package dev.connectpos.notification.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectpos.notification.application.DeliveryLookup;
import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.DeliveryMachine;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Deliveries, as the incumbent shows them (N2). */
@Path("/core/v5/hooks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Webhook deliveries")
public class HookResource {
  private static final int DEFAULT_SIZE = 10;
  private static final int MAX_SIZE = 100;

  /** An offset is walked over row by row, so it has a bound. */
  private static final int MAX_PAGE = 1000;

  private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,5}");

  private final Callers callers;
  private final DeliveryLookup deliveries;
  private final DeliveryMachine machine;
  private final ObjectMapper json;

  HookResource(
      Callers callers, DeliveryLookup deliveries, DeliveryMachine machine, ObjectMapper json) {
    this.callers = callers;
    this.deliveries = deliveries;
    this.machine = machine;
    this.json = json;
  }

  /** A page of the account's deliveries, newest first. */
  @GET
  @Operation(summary = "List deliveries, newest first; at most 100 a page, and 1000 pages")
  public HookPage list(
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("page") @Nullable String page,
      @QueryParam("size") @Nullable String size,
      @Context UriInfo uri) {
    AccountId account = callers.of(authorization);
    int number = count("page", page, 1);
    if (number > MAX_PAGE) {
      throw invalid("page", "The page must be at most " + MAX_PAGE + ".");
    }
    int items = Math.min(count("size", size, DEFAULT_SIZE), MAX_SIZE);
    var found = deliveries.page(account, number, items);
    return new HookPage(
        found.items().stream().map(item -> HookBody.of(item, machine.maxAttempts(), json)).toList(),
        HookPage.Paging.of(uri, new HookPage.At(number, items, MAX_PAGE), found.total()));
  }

  /**
   * One delivery, by its own id, or by its notification's: then the one to the account's oldest
   * endpoint.
   */
  @GET
  @Path("/{id}")
  @Operation(summary = "Get a delivery by hook_ or del_ id")
  public HookBody get(
      @HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
    AccountId account = callers.of(authorization);
    return deliveries
        .find(account, id)
        .map(item -> HookBody.of(item, machine.maxAttempts(), json))
        .orElseThrow(() -> new RefusedException(RefusedException.Code.HOOK_NOT_FOUND));
  }

  private static int count(String name, @Nullable String text, int absent) {
    if (text == null || text.isEmpty()) {
      return absent;
    }
    if (!COUNT.matcher(text).matches()) {
      throw invalid(name, "The " + name + " must be a whole number from 1.");
    }
    return Integer.parseInt(text);
  }

  private static RefusedException invalid(String name, String message) {
    return new RefusedException(
        RefusedException.Code.INVALID_REQUEST, Map.of(name, List.of(message)), null);
  }
}
