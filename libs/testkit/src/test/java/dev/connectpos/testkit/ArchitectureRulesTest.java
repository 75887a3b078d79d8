package dev.connectpos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every rule must reject the class made to break it: a guard never seen red guards nothing. */
final class ArchitectureRulesTest {
  private static final String BAD = "dev.connectpos.bad";

  private static final Map<String, List<String>> CULPRITS =
      Map.ofEntries(
          Map.entry("packages have known names", List.of("MiscIsNoName")),
          Map.entry("domain is pure", List.of("DomainUsesSql", "DomainUsesApplication")),
          Map.entry(
              "application sees no technology",
              List.of("ApplicationUsesAvro", "ApplicationUsesEdge")),
          Map.entry("api knows no other edge", List.of("ApiUsesMessaging", "ApiUsesVault")),
          Map.entry("messaging knows no other edge", List.of("MessagingUsesSocket")),
          Map.entry("persistence knows no other edge", List.of("PersistenceUsesApi")),
          Map.entry("socket knows no other edge", List.of("SocketUsesHost")),
          Map.entry("host knows no other edge", List.of("HostUsesWebhook")),
          Map.entry("webhook knows no other edge", List.of("WebhookUsesPersistence")),
          Map.entry("vault knows no other edge", List.of("VaultUsesPersistence")),
          Map.entry("nothing knows bootstrap", List.of("WebhookUsesBootstrap")),
          Map.entry(
              "contracts only in messaging",
              List.of("ApiUsesContract", "ApplicationUsesAvro", "BootstrapUsesContract")),
          Map.entry("SQL only in persistence", List.of("MessagingUsesSql")),
          Map.entry("HTTP clients only in host and webhook", List.of("ApiUsesHttpClient")),
          Map.entry("web sockets only in socket", List.of("MessagingUsesWebSockets")),
          Map.entry("transactions only in application", List.of("ApiOpensTransaction")),
          Map.entry("no service knows another", List.of("WebhookUsesOtherService")),
          Map.entry("no cycles", List.of("Cycle detected")));

  private final JavaClasses bad = new ClassFileImporter().importPackages(BAD);

  @Test
  void everyRuleHasItsCulprit() {
    assertThat(CULPRITS.keySet()).isEqualTo(ArchitectureRules.rules(BAD).keySet());
  }

  @Test
  void everyRuleRejectsTheClassesMadeToBreakIt() {
    ArchitectureRules.rules(BAD)
        .forEach(
            (name, rule) -> {
              String report = rule.evaluate(bad).getFailureReport().toString();
              assertThat(report).as(name).contains(CULPRITS.get(name));
            });
  }
}
