package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.connectpos.acquirer.application.AffiliationProfiles.CheckProgress;
import dev.connectpos.acquirer.application.AffiliationProfiles.Seen;
import dev.connectpos.acquirer.application.AffiliationStore.Profile;
import dev.connectpos.acquirer.domain.AffiliationService;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An affiliation on the wire.
 *
 * @param services by name, each of {@link AffiliationService}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(SnakeCaseStrategy.class)
record AffiliationJson(
    String accountId,
    String sak,
    String name,
    String environment,
    String timeZone,
    Instant openedAt,
    Map<String, Service> services,
    Check setupCheck) {

  /**
   * A service.
   *
   * @param maxLength of soft descriptors online
   * @param switchedAt left out where nobody ever switched it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(SnakeCaseStrategy.class)
  record Service(
      boolean enabled,
      @Nullable Integer maxLength,
      @Nullable Instant switchedAt,
      @Nullable String switchedBy,
      @Nullable String reason) {}

  /**
   * The last set-up check.
   *
   * @param status none, running, passed or failed
   * @param returnCode of its last payment
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(SnakeCaseStrategy.class)
  record Check(
      String status,
      @Nullable String orderId,
      @Nullable String terminalSerial,
      @Nullable Instant startedAt,
      @Nullable Instant expiresAt,
      @Nullable String paymentId,
      @Nullable String paymentState,
      @Nullable String returnCode) {}

  static AffiliationJson of(Seen seen) {
    var profile = seen.profile();
    var affiliation = profile.affiliation();
    var services = new LinkedHashMap<String, Service>();
    for (AffiliationService service : AffiliationService.values()) {
      services.put(service.word(), service(profile, service));
    }
    return new AffiliationJson(
        affiliation.accountId().value(),
        affiliation.key(),
        affiliation.name(),
        affiliation.environment(),
        affiliation.timeZone(),
        profile.openedAt(),
        services,
        check(seen.check()));
  }

  private static Service service(Profile profile, AffiliationService service) {
    var switched = profile.switches().get(service);
    return new Service(
        profile.services().has(service),
        service == AffiliationService.SOFT_DESCRIPTOR
            ? Integer.valueOf(profile.services().softDescriptorMaxLength())
            : null,
        switched == null ? null : switched.at(),
        switched == null ? null : switched.by(),
        switched == null ? null : switched.reason());
  }

  private static Check check(CheckProgress progress) {
    var check = progress.check();
    var payment = progress.payment();
    return new Check(
        progress.status().name().toLowerCase(Locale.ROOT),
        check == null ? null : check.orderId().value(),
        check == null ? null : check.terminalSerial(),
        check == null ? null : check.startedAt(),
        check == null ? null : check.expiresAt(),
        payment == null ? null : payment.id(),
        payment == null ? null : payment.state(),
        payment == null ? null : payment.returnCode());
  }
}
