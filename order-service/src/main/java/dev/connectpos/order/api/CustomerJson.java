package dev.connectpos.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.connectpos.order.domain.CustomerProfile;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A customer as the incumbent answers it. What is not known is left out.
 *
 * @param phones by kind, {@code home_phone} and {@code mobile_phone}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record CustomerJson(
    String id,
    String name,
    @Nullable String email,
    @Nullable String code,
    @Nullable String document,
    @Nullable String documentType,
    @Nullable String type,
    boolean delinquent,
    @Nullable Map<String, String> address,
    Map<String, SortedMap<String, String>> phones,
    Map<String, String> metadata,
    String createdAt,
    String updatedAt) {

  static CustomerJson of(CustomerProfile customer) {
    var known = customer.particulars();
    return new CustomerJson(
        customer.id().value(),
        known.name(),
        known.email(),
        known.code(),
        known.document(),
        known.documentType(),
        known.type(),
        false,
        known.address().isEmpty() ? null : known.address(),
        known.phones(),
        known.metadata(),
        Timestamps.of(customer.createdAt()),
        Timestamps.of(customer.updatedAt()));
  }
}
