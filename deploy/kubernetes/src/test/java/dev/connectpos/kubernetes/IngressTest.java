package dev.connectpos.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The way in from outside: the edge's path table and nothing beside it. */
class IngressTest {
  /** The local edge's table, as it stands in its source: one truth, two ways in. */
  private static final String EDGE =
      "deploy/local/src/main/java/dev/connectpos/local/edge/Routes.java";

  private static final Pattern ROW =
      Pattern.compile("new Row\\(\"(/[^\"]*)\", ServiceName\\.([A-Z]+)\\)");

  @Test
  void theRoutesAreTheEdgesPathTable() {
    Map<String, String> routes =
        paths().stream()
            .collect(
                Collectors.toMap(
                    HTTPIngressPath::getPath, path -> path.getBackend().getService().getName()));
    assertThat(routes).isEqualTo(edge());
    // As a prefix the root would be everything.
    assertThat(paths())
        .allMatch(
            path -> path.getPathType().equals(path.getPath().equals("/") ? "Exact" : "Prefix"));
  }

  @Test
  void nothingInternalIsRoutedNorAnythingByDefault() {
    assertThat(paths())
        .filteredOn(path -> path.getPathType().equals("Prefix"))
        .extracting(HTTPIngressPath::getPath)
        .noneMatch(path -> "/internal/v1/presentments".startsWith(path))
        .noneMatch(path -> "/q/metrics".startsWith(path));
    assertThat(ingresses()).allMatch(ingress -> ingress.getSpec().getDefaultBackend() == null);
  }

  @Test
  void everyRouteEndsAtAPortOfAService() {
    for (HTTPIngressPath path : paths()) {
      var backend = path.getBackend().getService();
      assertThat(Manifests.named(Service.class, backend.getName()).getSpec().getPorts())
          .anyMatch(port -> port.getName().equals(backend.getPort().getName()));
    }
  }

  @Test
  void everyHostIsServedWithTlsOnly() {
    for (Ingress ingress : ingresses()) {
      var hosts = ingress.getSpec().getRules().stream().map(rule -> rule.getHost()).toList();
      assertThat(hosts).doesNotContainNull().hasSize(1);
      assertThat(ingress.getSpec().getTls())
          .singleElement()
          .satisfies(tls -> assertThat(tls.getHosts()).isEqualTo(hosts));
    }
  }

  @Test
  void socketsAndStreamsOutliveTheTimeoutOfACall() {
    for (Ingress ingress : ingresses()) {
      int seconds =
          Integer.parseInt(
              ingress
                  .getMetadata()
                  .getAnnotations()
                  .getOrDefault("nginx.ingress.kubernetes.io/proxy-read-timeout", "0"));
      var routed =
          paths(ingress).stream()
              .map(HTTPIngressPath::getPath)
              .collect(Collectors.toUnmodifiableSet());
      if (routed.contains("/terminal") || routed.contains("/events")) {
        assertThat(routed).containsExactlyInAnyOrder("/terminal", "/events");
        assertThat(seconds).isGreaterThanOrEqualTo(3600);
      } else {
        assertThat(seconds)
            .as("the longest that a call may wait, and a little")
            .isBetween(301, 330);
      }
    }
  }

  private static Map<String, String> edge() {
    Map<String, String> table =
        ROW.matcher(Manifests.text(Manifests.root().resolve(EDGE)))
            .results()
            .collect(
                Collectors.toMap(
                    row -> row.group(1),
                    row -> row.group(2).toLowerCase(Locale.ROOT) + "-service"));
    assertThat(table.values()).containsAll(Manifests.SERVICES);
    return table;
  }

  private static List<Ingress> ingresses() {
    var ingresses = Manifests.all(Ingress.class);
    assertThat(ingresses).hasSize(2);
    return ingresses;
  }

  private static List<HTTPIngressPath> paths() {
    return ingresses().stream().flatMap(ingress -> paths(ingress).stream()).toList();
  }

  private static List<HTTPIngressPath> paths(Ingress ingress) {
    return ingress.getSpec().getRules().stream()
        .flatMap(rule -> rule.getHttp().getPaths().stream())
        .toList();
  }
}
