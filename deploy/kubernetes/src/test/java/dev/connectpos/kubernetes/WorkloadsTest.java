package dev.connectpos.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every pod of ours keeps to, and what every service has around it. */
class WorkloadsTest {

  static List<String> services() {
    return Manifests.SERVICES;
  }

  static Set<Map.Entry<String, PodTemplateSpec>> pods() {
    return Manifests.pods().entrySet();
  }

  @Test
  void everyServiceRunsAndNothingElse() {
    assertThat(Manifests.all(Deployment.class))
        .extracting(deployment -> deployment.getMetadata().getName())
        .containsExactlyInAnyOrderElementsOf(Manifests.SERVICES);
  }

  @ParameterizedTest
  @MethodSource("pods")
  void everyPodIsRestricted(Map.Entry<String, PodTemplateSpec> entry) {
    var pod = entry.getValue().getSpec();
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getEnableServiceLinks()).isFalse();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isGreaterThanOrEqualTo(10_000);
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getInitContainers()).isEmpty();
    assertThat(pod.getContainers()).hasSize(1);
    var security = pod.getContainers().getFirst().getSecurityContext();
    assertThat(security.getAllowPrivilegeEscalation()).isFalse();
    assertThat(security.getReadOnlyRootFilesystem()).isTrue();
    assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(security.getCapabilities().getAdd()).isEmpty();
    assertThat(security.getPrivileged()).isNull();
  }

  @ParameterizedTest
  @MethodSource("pods")
  void everyPodWritesToTmpAloneAndMountsWhatItDeclares(Map.Entry<String, PodTemplateSpec> entry) {
    var pod = entry.getValue().getSpec();
    var mounts = pod.getContainers().getFirst().getVolumeMounts();
    assertThat(mounts)
        .extracting(VolumeMount::getName)
        .containsExactlyInAnyOrderElementsOf(
            pod.getVolumes().stream().map(Volume::getName).toList());
    assertThat(mounts)
        .filteredOn(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
        .extracting(VolumeMount::getMountPath)
        .containsExactly("/tmp");
    assertThat(pod.getVolumes())
        .filteredOn(volume -> volume.getName().equals("tmp"))
        .singleElement()
        .satisfies(tmp -> assertThat(tmp.getEmptyDir().getSizeLimit()).isNotNull());
  }

  @ParameterizedTest
  @MethodSource("pods")
  void everyContainerSaysWhatItNeedsAndMayUse(Map.Entry<String, PodTemplateSpec> entry) {
    var resources = entry.getValue().getSpec().getContainers().getFirst().getResources();
    assertThat(resources.getRequests()).containsOnlyKeys("cpu", "memory");
    assertThat(resources.getLimits()).containsOnlyKeys("cpu", "memory");
    assertThat(resources.getRequests().get("memory"))
        .as("memory is not lent: the heap is a share of the limit")
        .isEqualTo(resources.getLimits().get("memory"));
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyServiceIsProbed(String service) {
    Container container = container(service);
    assertProbe(container.getStartupProbe(), "/q/health/started");
    assertProbe(container.getLivenessProbe(), "/q/health/live");
    assertProbe(container.getReadinessProbe(), "/q/health/ready");
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyServiceStopsGracefully(String service) {
    var pod = Manifests.named(Deployment.class, service).getSpec().getTemplate().getSpec();
    long preStop = container(service).getLifecycle().getPreStop().getSleep().getSeconds();
    long inFlight = Long.parseLong(Manifests.settings().get("QUARKUS_SHUTDOWN_TIMEOUT"));
    assertThat(preStop).isPositive();
    assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(preStop + inFlight);
  }

  /** Two releases of it must not move money at the same time (docs/adr/0016). */
  @Test
  void theAcquirerIsNeverRolled() {
    var rollout = Manifests.named(Deployment.class, "acquirer-service").getSpec().getStrategy();
    assertThat(rollout.getType()).isEqualTo("Recreate");
    assertThat(rollout.getRollingUpdate()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"order-service", "terminal-service", "notification-service"})
  void noRolloutLosesCapacity(String service) {
    var rollout = Manifests.named(Deployment.class, service).getSpec().getStrategy();
    assertThat(rollout.getType()).isEqualTo("RollingUpdate");
    assertThat(rollout.getRollingUpdate().getMaxUnavailable()).isEqualTo(new IntOrString(0));
    assertThat(rollout.getRollingUpdate().getMaxSurge()).isEqualTo(new IntOrString(1));
  }

  @Test
  void onlyTheServiceThatHoldsSocketsHasOneReplica() {
    assertThat(Manifests.all(Deployment.class))
        .filteredOn(deployment -> deployment.getSpec().getReplicas() < 2)
        .extracting(deployment -> deployment.getMetadata().getName())
        .containsExactly("terminal-service");
  }

  @ParameterizedTest
  @MethodSource("services")
  void serviceSpreadAndBudgetSelectThePods(String name) {
    var deployment = Manifests.named(Deployment.class, name).getSpec();
    Map<String, String> labels = deployment.getTemplate().getMetadata().getLabels();
    var selector = deployment.getSelector().getMatchLabels();
    assertThat(labels).containsAllEntriesOf(selector);
    assertThat(selector).containsEntry("app.kubernetes.io/name", name);

    var service = Manifests.named(Service.class, name).getSpec();
    assertThat(service.getSelector()).isEqualTo(selector);
    assertThat(service.getPorts().getFirst().getTargetPort().getStrVal())
        .isEqualTo(container(name).getPorts().getFirst().getName());

    var budget = Manifests.named(PodDisruptionBudget.class, name).getSpec();
    assertThat(budget.getSelector().getMatchLabels()).isEqualTo(selector);
    assertThat(budget.getMaxUnavailable()).isEqualTo(new IntOrString(1));
    assertThat(budget.getMinAvailable()).isNull();

    var spread = deployment.getTemplate().getSpec().getTopologySpreadConstraints();
    assertThat(spread)
        .extracting(constraint -> constraint.getTopologyKey())
        .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
    assertThat(spread)
        .allMatch(constraint -> constraint.getLabelSelector().getMatchLabels().equals(selector));
  }

  private static void assertProbe(Probe probe, String path) {
    assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
    assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
    assertThat(probe.getTimeoutSeconds()).isPositive();
    assertThat(probe.getFailureThreshold()).isPositive();
  }

  private static Container container(String service) {
    var container =
        Manifests.named(Deployment.class, service)
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .getFirst();
    assertThat(container.getPorts()).extracting(ContainerPort::getName).containsExactly("http");
    return container;
  }
}
