package dev.connectpos.kubernetes;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;

/**
 * CloudNativePG's {@code Cluster}, as far as we use it; there is no Java model of it. A field not
 * named here is refused, so using one more means looking it up in the operator's API reference.
 */
record CnpgCluster(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

  record Spec(
      int instances,
      String imageName,
      Bootstrap bootstrap,
      Managed managed,
      Postgresql postgresql,
      ReplicationSlots replicationSlots,
      Storage storage,
      Storage walStorage,
      PodAffinity affinity,
      ResourceRequirements resources) {}

  record Bootstrap(InitDb initdb) {}

  record InitDb(String database, String owner, String encoding, boolean dataChecksums) {}

  record Managed(List<Role> roles) {}

  record Role(String name, String ensure, boolean login, boolean replication) {}

  record Postgresql(Map<String, String> parameters, Synchronous synchronous) {}

  record Synchronous(String method, int number, String dataDurability) {}

  record ReplicationSlots(HighAvailability highAvailability) {}

  record HighAvailability(boolean enabled, boolean synchronizeLogicalDecoding) {}

  record Storage(String size) {}

  /** Not Kubernetes' own {@link Affinity}: the operator builds that from these. */
  record PodAffinity(
      boolean enablePodAntiAffinity, String topologyKey, String podAntiAffinityType) {}
}
