package dev.connectpos.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What stands in {@code deploy/kubernetes/base} and beside it, read strictly. */
final class Manifests {
  /** The services, by the name that their directory, Deployment, image and Service share. */
  static final List<String> SERVICES =
      List.of("order-service", "terminal-service", "acquirer-service", "notification-service");

  static final String KUSTOMIZATION_FILE = "kustomization.yaml";

  private Manifests() {}

  /** This module's directory. */
  static Path module() {
    return Path.of(System.getProperty("connect.module.dir", System.getProperty("user.dir")));
  }

  /** The repository's root. */
  static Path root() {
    return module().resolve("../..").normalize();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every file under base, by its path relative to base. */
  static Map<String, String> files() {
    Path base = module().resolve("base");
    var files = new LinkedHashMap<String, String>();
    try (Stream<Path> paths = Files.walk(base)) {
      paths
          .filter(Files::isRegularFile)
          .sorted()
          .forEach(path -> files.put(base.relativize(path).toString(), text(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** Every resource of one kind. */
  static <T> List<T> all(Class<T> kind) {
    return files().values().stream()
        .flatMap(yaml -> StrictYaml.documents(yaml).stream())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  static Kustomization kustomization() {
    return all(Kustomization.class).getFirst();
  }

  /** The resource of that kind and name. */
  static <T extends HasMetadata> T named(Class<T> kind, String name) {
    return all(kind).stream()
        .filter(resource -> resource.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " " + name));
  }

  /** What runs: the pod templates of all Deployments and Jobs, by name. */
  static Map<String, PodTemplateSpec> pods() {
    var pods = new LinkedHashMap<String, PodTemplateSpec>();
    all(Deployment.class)
        .forEach(d -> pods.put(d.getMetadata().getName(), d.getSpec().getTemplate()));
    all(Job.class).forEach(j -> pods.put(j.getMetadata().getName(), j.getSpec().getTemplate()));
    return pods;
  }

  /** The generated ConfigMap's entries. */
  static Map<String, String> settings() {
    var settings = new LinkedHashMap<String, String>();
    for (String literal : kustomization().configMapGenerator().getFirst().literals()) {
      int equals = literal.indexOf('=');
      settings.put(literal.substring(0, equals), literal.substring(equals + 1));
    }
    return settings;
  }
}
