package dev.connectpos.order.messaging;

import dev.connectpos.account.events.v1.AccountOpened;
import dev.connectpos.account.events.v1.AccountSettingsChanged;
import dev.connectpos.account.events.v1.ApiKeyIssued;
import dev.connectpos.account.events.v1.ApiKeyRevoked;
import dev.connectpos.account.events.v1.SetupCheckStarted;
import dev.connectpos.order.application.AccountEvents.Fact;
import dev.connectpos.order.domain.AccountEvent;
import dev.connectpos.order.domain.Environment;
import dev.connectpos.order.domain.KeyKind;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** Facts about accounts as {@code account.events.v1} has them. One mapping for each event. */
final class AccountEventMapping {
  private AccountEventMapping() {}

  /** The dotted wire type; a name, once released, is for ever. */
  static String type(AccountEvent event) {
    return switch (event) {
      case AccountEvent.AccountOpened _ -> "account.opened";
      case AccountEvent.AccountSettingsChanged _ -> "account.settings_changed";
      case AccountEvent.ApiKeyIssued _ -> "api_key.issued";
      case AccountEvent.ApiKeyRevoked _ -> "api_key.revoked";
      case AccountEvent.SetupCheckStarted _ -> "setup_check.started";
    };
  }

  /** The message. */
  static dev.connectpos.account.events.v1.AccountEvent envelope(Fact fact) {
    var causation = fact.origin().causationId();
    return new dev.connectpos.account.events.v1.AccountEvent(
        fact.id(),
        type(fact.event()),
        fact.at(),
        fact.version(),
        fact.origin().correlationId(),
        causation == null ? null : causation.toString(),
        payload(fact.event()));
  }

  private static SpecificRecord payload(AccountEvent event) {
    return switch (event) {
      case AccountEvent.AccountOpened(var account) ->
          new AccountOpened(
              account.id().value(),
              account.settings().name(),
              environment(account.environment()),
              account.settings().timeZone().getId());
      case AccountEvent.AccountSettingsChanged(var account) ->
          new AccountSettingsChanged(
              account.id().value(),
              account.settings().name(),
              account.settings().timeZone().getId(),
              account.settings().overpaymentAllowed(),
              account.services().softDescriptor(),
              account.services().zeroDollar(),
              account.settings().minimumMinor());
      case AccountEvent.ApiKeyIssued(var key, var environment) ->
          new ApiKeyIssued(
              key.account().value(),
              key.id().value(),
              key.sha256(),
              kind(key.kind()),
              environment(environment));
      case AccountEvent.ApiKeyRevoked(var key) ->
          new ApiKeyRevoked(
              key.account().value(),
              key.id().value(),
              key.sha256(),
              Objects.requireNonNull(key.validUntil(), "a revoked key has an end"));
      case AccountEvent.SetupCheckStarted(var account, var order, var serial, var expiresAt) ->
          new SetupCheckStarted(account.value(), order.value(), serial, expiresAt);
    };
  }

  private static dev.connectpos.account.events.v1.Environment environment(Environment environment) {
    return switch (environment) {
      case LIVE -> dev.connectpos.account.events.v1.Environment.LIVE;
      case TEST -> dev.connectpos.account.events.v1.Environment.TEST;
    };
  }

  private static dev.connectpos.account.events.v1.KeyKind kind(KeyKind kind) {
    return switch (kind) {
      case SECRET -> dev.connectpos.account.events.v1.KeyKind.SECRET;
      case PUBLIC -> dev.connectpos.account.events.v1.KeyKind.PUBLIC;
    };
  }
}
