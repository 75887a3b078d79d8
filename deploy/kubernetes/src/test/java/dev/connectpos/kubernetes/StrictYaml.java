package dev.connectpos.kubernetes;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads manifests as {@code kubectl apply --validate=strict} would: a key that the kind does not
 * have, a key twice, a value of another type, an unknown kind: each is an error.
 *
 * <p>The models of fabric8 and Strimzi keep unknown keys in a map and stay silent. Here their "any
 * setter" is hidden from Jackson, so that an unknown key has nowhere to go; {@link StrictYamlTest}
 * proves that this bites.
 */
final class StrictYaml {
  private static final Map<String, Class<?>> KINDS =
      Map.of(
          "v1/Namespace", Namespace.class,
          "v1/Service", Service.class,
          "apps/v1/Deployment", Deployment.class,
          "batch/v1/Job", Job.class,
          "networking.k8s.io/v1/Ingress", Ingress.class,
          "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class,
          "kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class,
          "kafka.strimzi.io/v1/KafkaUser", KafkaUser.class,
          "postgresql.cnpg.io/v1/Cluster", CnpgCluster.class,
          "kustomize.config.k8s.io/v1beta1/Kustomization", Kustomization.class);

  private static final ObjectMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .annotationIntrospector(new NoAnySetter())
          .build();

  private StrictYaml() {}

  /** Every document of a file, as an instance of its kind's model. */
  static List<Object> documents(String yaml) {
    var documents = new ArrayList<Object>();
    try (MappingIterator<JsonNode> nodes = MAPPER.readerFor(JsonNode.class).readValues(yaml)) {
      while (nodes.hasNextValue()) {
        JsonNode node = nodes.nextValue();
        String kind = node.path("apiVersion").asText() + "/" + node.path("kind").asText();
        Class<?> model = KINDS.get(kind);
        if (model == null) {
          throw new IllegalArgumentException("unknown kind " + kind);
        }
        documents.add(MAPPER.treeToValue(node, model));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return documents;
  }

  private static final class NoAnySetter extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated member) {
      return false;
    }
  }
}
