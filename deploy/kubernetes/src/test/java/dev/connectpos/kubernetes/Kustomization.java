package dev.connectpos.kubernetes;

import java.util.List;

/** Kustomize's file, as far as we use it; a field not named here is refused. */
record Kustomization(
    String apiVersion,
    String kind,
    String namespace,
    List<String> resources,
    List<Image> images,
    List<Generated> configMapGenerator) {

  record Image(String name, String newTag) {}

  record Generated(String name, List<String> literals) {}
}
