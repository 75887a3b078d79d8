package dev.connectpos.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KustomizationTest {

  @Test
  void namesEveryFileOfTheBaseAndNoOther() {
    var files = new TreeSet<>(Manifests.files().keySet());
    assertThat(files.remove(Manifests.KUSTOMIZATION_FILE)).isTrue();
    assertThat(Manifests.kustomization().resources())
        .containsExactlyInAnyOrderElementsOf(files)
        .doesNotHaveDuplicates();
  }

  @Test
  void givesEveryImageItsReleaseAndOnlyThere() {
    var images =
        Manifests.pods().values().stream()
            .flatMap(pod -> pod.getSpec().getContainers().stream())
            .map(Container::getImage)
            .toList();
    assertThat(images).noneMatch(image -> image.contains(":"));
    assertThat(Manifests.kustomization().images())
        .extracting(Kustomization.Image::name)
        .containsExactlyInAnyOrderElementsOf(images);
    assertThat(Manifests.kustomization().images())
        .allMatch(image -> image.newTag().matches("\\d+\\.\\d+\\.\\d+"));
  }

  @Test
  void putsAllIntoANamespaceThatRefusesUnrestrictedPods() {
    Namespace namespace = Manifests.all(Namespace.class).getFirst();
    assertThat(namespace.getMetadata().getName()).isEqualTo(Manifests.kustomization().namespace());
    assertThat(namespace.getMetadata().getLabels())
        .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
  }
}
