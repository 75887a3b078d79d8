package dev.connectpos.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The simulated card network: not in base, and found by the acquirer once an overlay adds it. */
class SimulatorTest {
  private static final Pattern VARIABLE = Pattern.compile("\"(CONNECT_[A-Z_]+)\"");
  private static final Path FOLDER = Manifests.module().resolve("simulator");
  private static final Path PROGRAM = Manifests.root().resolve("deploy/network-simulator");

  private static <T> T only(Class<T> kind) {
    return StrictYaml.documents(Manifests.text(FOLDER.resolve("card-network.yaml"))).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }

  private static Container container() {
    var pod = only(Deployment.class).getSpec().getTemplate().getSpec();
    return pod.getContainers().getFirst();
  }

  @Test
  void theAcquirerFindsItWhereItIs() {
    var service = only(Service.class);
    var acquirer =
        Manifests.named(Deployment.class, "acquirer-service").getSpec().getTemplate().getSpec();
    assertThat(acquirer.getContainers().getFirst().getEnv())
        .filteredOn(variable -> variable.getName().equals("CONNECT_NETWORK_HOST"))
        .extracting(EnvVar::getValue)
        .containsExactly(service.getMetadata().getName());
    assertThat(
            Manifests.text(
                Manifests.root()
                    .resolve("acquirer-service/src/main/resources/application.properties")))
        .contains("${CONNECT_NETWORK_PORT:" + service.getSpec().getPorts().getFirst().getPort());
    assertThat(service.getSpec().getSelector())
        .isEqualTo(only(Deployment.class).getSpec().getSelector().getMatchLabels());
  }

  @Test
  void theProgramListensWhereThePodSays() {
    int port = container().getPorts().getFirst().getContainerPort();
    assertThat(Manifests.text(PROGRAM.resolve("Dockerfile")))
        .contains("EXPOSE " + port + "\n")
        .contains("ENV CONNECT_NETWORK_LISTEN=0.0.0.0\n")
        .contains("COPY target/network-simulator/lib/ lib/\n");
    assertThat(Manifests.text(PROGRAM.resolve("pom.xml")))
        .contains("${project.build.directory}/network-simulator/lib</outputDirectory>");
  }

  @Test
  void everyVariableIsOneThatTheProgramReads() {
    Set<String> read =
        VARIABLE
            .matcher(
                Manifests.text(
                    PROGRAM.resolve(
                        "src/main/java/dev/connectpos/simulator/SimulatorSettings.java")))
            .results()
            .map((MatchResult match) -> match.group(1))
            .collect(Collectors.toSet());
    assertThat(container().getEnv())
        .extracting(EnvVar::getName)
        .contains("CONNECT_DB_URL", "CONNECT_DB_USER", "CONNECT_DB_PASSWORD")
        .isSubsetOf(read);
  }

  @Test
  void itIsOneAndAsRestrictedAsTheOthers() {
    var deployment = only(Deployment.class).getSpec();
    assertThat(deployment.getReplicas()).isOne();
    assertThat(deployment.getStrategy().getType()).isEqualTo("Recreate");
    var pod = deployment.getTemplate().getSpec();
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(container().getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container().getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container().getResources().getRequests().get("memory"))
        .isEqualTo(container().getResources().getLimits().get("memory"));
  }

  @Test
  void baseIsWithoutIt() {
    assertThat(Manifests.files().keySet()).noneMatch(file -> file.contains("card-network"));
    assertThat(Manifests.text(FOLDER.resolve("kustomization.yaml")))
        .contains("kind: Component\n")
        .contains("  - card-network.yaml\n");
  }
}
