package dev.connectpos.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * A merchant account.
 *
 * @param softDescriptorAllowed a service, which the acquirer switches, as the three others are
 * @param softDescriptorMaxLength of a payment over the API
 * @param maxOpenOrders left out where the service's own setting holds
 * @param minimumAmount what an order comes to at least
 * @param sak its key with the acquirer; left out until it is affiliated
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record AccountJson(
    String id,
    String name,
    String environment,
    String timeZone,
    boolean overpaymentAllowed,
    boolean softDescriptorAllowed,
    int softDescriptorMaxLength,
    boolean zeroDollarAllowed,
    boolean preAuthorizationAllowed,
    boolean printAllowed,
    boolean refusesReusedIdempotencyKeys,
    @Nullable Integer maxOpenOrders,
    long minimumAmount,
    @Nullable String sak,
    String createdAt) {

  /**
   * An API key.
   *
   * @param key the key itself, in the one answer that issues it
   * @param validUntil not accepted from then on; left out while there is no end to it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Key(
      String id,
      String kind,
      String environment,
      @Nullable String key,
      String createdAt,
      @Nullable String validUntil) {}
}
