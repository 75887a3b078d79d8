package dev.connectpos.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every manifest reads strictly, and reading strictly means something. */
class StrictYamlTest {

  static Set<Map.Entry<String, String>> files() {
    return Manifests.files().entrySet();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileOfTheBaseReads(Map.Entry<String, String> file) {
    assertThat(StrictYaml.documents(file.getValue())).as(file.getKey()).isNotEmpty();
  }

  /** A key in every kind and at every depth, and the slip of a finger put beside it. */
  @ParameterizedTest
  @CsvSource({
    "namespace.yaml, labels, lables",
    "order-service.yaml, revisionHistoryLimit, revisionHistoryLimits",
    "order-service.yaml, maxSurge, maxSurges",
    "order-service.yaml, automountServiceAccountToken, automountServiceAcountToken",
    "order-service.yaml, runAsNonRoot, runAsNonroot",
    "order-service.yaml, readOnlyRootFilesystem, readOnlyRootFileSystem",
    "order-service.yaml, allowPrivilegeEscalation, allowPriviledgeEscalation",
    "order-service.yaml, drop, drops",
    "order-service.yaml, limits, limit",
    "order-service.yaml, failureThreshold, failureTreshold",
    "order-service.yaml, seconds, second",
    "order-service.yaml, httpGet, httpget",
    "order-service.yaml, fieldPath, fieldpath",
    "order-service.yaml, secretKeyRef, secretKeyref",
    "order-service.yaml, sizeLimit, sizelimit",
    "order-service.yaml, whenUnsatisfiable, whenUnsatisfied",
    "order-service.yaml, targetPort, targetport",
    "order-service.yaml, unhealthyPodEvictionPolicy, unhealthyPodEviction",
    "ingress.yaml, ingressClassName, ingressClass",
    "ingress.yaml, pathType, pathtype",
    "ingress.yaml, secretName, secret",
    "register-schemas.yaml, onExitCodes, onExitCode",
    "register-schemas.yaml, backoffLimit, backOffLimit",
    "kafka-topics.yaml, partitions, partition",
    "kafka-topics.yaml, config, configs",
    "kafka-users.yaml, patternType, pattern",
    "kafka-users.yaml, operations, operation",
    "databases.yaml, walStorage, walstorage",
    "databases.yaml, replication, replicate",
    "databases.yaml, dataDurability, durability",
    "kustomization.yaml, newTag, tag",
    "kustomization.yaml, configMapGenerator, configmapGenerator",
  })
  void aKeyThatTheKindDoesNotHaveIsRefused(String file, String right, String wrong) {
    String yaml = file(file);
    var line = Pattern.compile("^( *)" + right + ":", Pattern.MULTILINE).matcher(yaml);
    assertThat(line.find()).as(right + " in " + file).isTrue();
    String besideIt = yaml.substring(0, line.start()) + line.group(1) + wrong + ": 5\n";
    String misspelt = besideIt + yaml.substring(line.start());
    assertThatThrownBy(() -> StrictYaml.documents(misspelt))
        .hasMessageContaining("Unrecognized field \"" + wrong + "\"");
  }

  @Test
  void aKeyGivenTwiceIsRefused() {
    String twice = file("namespace.yaml").replace("kind: Namespace", "kind: Namespace\nkind: X");
    assertThatThrownBy(() -> StrictYaml.documents(twice)).hasMessageContaining("Duplicate");
  }

  @Test
  void aValueOfAnotherTypeIsRefused() {
    String wrong = file("order-service.yaml").replace("replicas: 2", "replicas: two");
    assertThatThrownBy(() -> StrictYaml.documents(wrong)).hasMessageContaining("two");
  }

  @Test
  void anUnknownKindIsRefused() {
    String wrong = file("order-service.yaml").replace("apps/v1", "apps/v1beta1");
    assertThatThrownBy(() -> StrictYaml.documents(wrong))
        .hasMessageContaining("apps/v1beta1/Deployment");
  }

  @Test
  void theLastDocumentOfAFileIsReadAsWell() {
    assertThat(StrictYaml.documents(file("order-service.yaml"))).hasSize(3);
    assertThat(StrictYaml.documents(file("order-service.yaml")).getFirst())
        .isInstanceOf(Deployment.class);
  }

  private static String file(String name) {
    String yaml = Manifests.files().get(name);
    assertThat(yaml).as(name).isNotNull();
    return Objects.requireNonNull(yaml);
  }
}
