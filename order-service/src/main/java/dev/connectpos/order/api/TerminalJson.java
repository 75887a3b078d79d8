package dev.connectpos.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.connectpos.order.application.MerchantTerminals;
import dev.connectpos.order.application.MerchantTerminals.MerchantTerminal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A terminal as its merchant sees it. The incumbent has no such resource.
 *
 * @param mode {@code direct} or {@code listed}
 * @param active whether it takes orders
 * @param online whether it is connected now
 * @param replacedBy the serial number of the terminal that took its place
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record TerminalJson(
    String id,
    String serialNumber,
    String model,
    String mode,
    boolean active,
    boolean online,
    @Nullable String lastSeenAt,
    @Nullable String appVersion,
    String createdAt,
    @Nullable String replacedBy) {

  /** All of an account. */
  record Page(List<TerminalJson> data) {
    static Page of(List<MerchantTerminal> terminals) {
      return new Page(terminals.stream().map(TerminalJson::of).toList());
    }
  }

  /** How an account's terminals are set up. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Settings(boolean printing, boolean adminPasswordSet) {
    static Settings of(MerchantTerminals.Settings settings) {
      return new Settings(settings.printing(), settings.adminPasswordSet());
    }
  }

  /** Whether operators can open the administration of the account's terminals. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Administration(boolean adminPasswordSet) {}

  static TerminalJson of(MerchantTerminal terminal) {
    return new TerminalJson(
        terminal.id(),
        terminal.serialNumber(),
        terminal.model(),
        terminal.mode(),
        terminal.active(),
        terminal.online(),
        text(terminal.lastSeenAt()),
        terminal.appVersion(),
        Timestamps.of(terminal.createdAt()),
        terminal.replacedBy());
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : Timestamps.of(instant);
  }
}
