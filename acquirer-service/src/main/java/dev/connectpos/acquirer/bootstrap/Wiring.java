package dev.connectpos.acquirer.bootstrap;

import dev.connectpos.acquirer.api.ApiTokens;
import dev.connectpos.acquirer.application.PaymentSettings;
import dev.connectpos.acquirer.domain.AbecsCodes;
import dev.connectpos.acquirer.domain.FeeSchedule;
import dev.connectpos.acquirer.domain.FollowUp;
import dev.connectpos.acquirer.host.HostSettings;
import dev.connectpos.acquirer.vault.VaultKeys;
import dev.connectpos.acquirer.vault.WrappingKeys;
import dev.connectpos.clock.ShiftableClock;
import dev.connectpos.iso8583.LinkSettings;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Beans that are values: clock, settings, secrets. */
@Singleton
class Wiring {
  @Produces
  @Singleton
  ShiftableClock clock() {
    return ShiftableClock.system();
  }

  @Produces
  @Singleton
  PaymentSettings settings(AcquirerConfig config, Clock clock) {
    var network = config.network();
    var followUp = config.followUp();
    // The account's event, a turn among the calls, the call itself, and committing its outcome.
    Duration callLimit = config.affiliationWait().plus(network.timeLimit().multipliedBy(3));
    return new PaymentSettings(
        config.instance(),
        clock.instant(),
        new PaymentSettings.Timing(
            network.timeLimit(),
            network.maxLateness(),
            config.confirmWithin(),
            config.affiliationWait(),
            config.presentmentLifetime(),
            followUp.scanInterval()),
        new PaymentSettings.Limits(
            network.concurrentCalls(),
            network.lateCalls(),
            followUp.concurrentCalls(),
            followUp.enquiries(),
            followUp.adviceAlarm()),
        new FollowUp(
            callLimit, followUp.firstBackoff(), followUp.maxBackoff(), network.maxLateness()),
        fees(config.fees()),
        config.zone());
  }

  private static FeeSchedule fees(AcquirerConfig.Fees fees) {
    var special =
        fees.rates().stream()
            .map(
                rate ->
                    new FeeSchedule.Rate(
                        rate.brand().orElse(null),
                        rate.type(),
                        rate.from(),
                        rate.to(),
                        rate.basisPoints()))
            .toList();
    return new FeeSchedule(special, fees.credit(), fees.debit(), fees.voucher());
  }

  /** Made at the start, so that a wrong table stops it. */
  @Produces
  @Singleton
  @Startup
  AbecsCodes abecsCodes(AcquirerConfig config) {
    return config.abecsCodes().map(Wiring::abecsCodes).orElseGet(AbecsCodes::usual);
  }

  private static AbecsCodes abecsCodes(Path path) {
    try {
      return AbecsCodes.parse(path.toString(), Files.readAllLines(path));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "connect.acquirer.abecs-codes: " + path + " cannot be read as UTF-8 text", e);
    }
  }

  @Produces
  @Singleton
  HostSettings host(AcquirerConfig config) {
    var network = config.network();
    var link = network.link();
    return new HostSettings(
        new LinkSettings(
            network.host(),
            network.port(),
            link.connectLimit(),
            link.idle(),
            link.echoLimit(),
            link.firstBackoff(),
            link.maxBackoff(),
            link.inFlight()),
        network.timeLimit(),
        network.maxLateness());
  }

  @Produces
  @Singleton
  VaultKeys vaultKeys(
      @ConfigProperty(name = "connect.bdk") String bdk,
      @ConfigProperty(name = "connect.card-token-key") String tokenKey) {
    return new VaultKeys(bdk, tokenKey);
  }

  @Produces
  @Singleton
  WrappingKeys wrappingKeys(@ConfigProperty(name = "connect.vault-keys") String keys) {
    return WrappingKeys.parse(keys);
  }

  @Produces
  @Singleton
  ApiTokens apiTokens(
      @ConfigProperty(name = "connect.admin-token") String admin,
      @ConfigProperty(name = "connect.internal-token") String internal) {
    return new ApiTokens(admin, internal);
  }
}
