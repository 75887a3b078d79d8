package dev.connectpos.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the services ask the environment for, and where the cluster has it from. */
class EnvironmentTest {
  /** Without a default; what has one is a setting that an overlay may add. */
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(CONNECT_[A-Z_]+)}");

  /** Made by operators of the cluster or by its people; README.md says how. */
  private static final Map<String, Set<String>> SECRETS_MADE_BY_HAND =
      Map.of(
          "admin-token", Set.of("token"),
          "internal-token", Set.of("token"),
          "acquirer-bdk", Set.of("bdk"),
          "acquirer-card-token-key", Set.of("key"),
          "acquirer-vault-keys", Set.of("keys"),
          "webhook-secrets-key", Set.of("key"));

  static List<String> services() {
    return Manifests.SERVICES;
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyVariableAServiceReadsIsProvided(String service) {
    Set<String> read = read(service);
    assertThat(read).contains("CONNECT_DB_URL", "CONNECT_KAFKA");
    assertThat(provided(service)).containsAll(read);
  }

  @ParameterizedTest
  @MethodSource("services")
  void noServiceHoldsASecretThatItDoesNotRead(String service) {
    assertThat(container(service).getEnv())
        .filteredOn(variable -> variable.getName().startsWith("CONNECT_"))
        .filteredOn(variable -> variable.getValue() == null)
        .filteredOn(variable -> variable.getValueFrom().getSecretKeyRef() != null)
        .extracting(EnvVar::getName)
        .isSubsetOf(read(service));
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyInstanceIsNamedAfterItsPod(String service) {
    assertThat(container(service).getEnv())
        .filteredOn(variable -> variable.getName().equals("CONNECT_INSTANCE"))
        .singleElement()
        .satisfies(
            variable ->
                assertThat(variable.getValueFrom().getFieldRef().getFieldPath())
                    .isEqualTo("metadata.name"));
  }

  @Test
  void nothingSecretStandsInAManifest() {
    var secret = Pattern.compile("TOKEN|PASSWORD|BDK|KEY|JAAS|SECRET|USER");
    for (String service : Manifests.SERVICES) {
      assertThat(container(service).getEnv())
          .filteredOn(variable -> secret.matcher(variable.getName()).find())
          .hasSizeGreaterThanOrEqualTo(4)
          .allMatch(variable -> variable.getValue() == null)
          .allMatch(variable -> variable.getValueFrom().getSecretKeyRef() != null);
    }
    assertThat(Manifests.settings().keySet()).noneMatch(name -> secret.matcher(name).find());
    assertThat(Manifests.files().values()).noneMatch(yaml -> yaml.contains("kind: Secret\n"));
  }

  @ParameterizedTest
  @MethodSource("services")
  void everySecretReferredToHasAMaker(String service) {
    for (EnvVar variable : container(service).getEnv()) {
      var source = variable.getValueFrom();
      if (source != null && source.getSecretKeyRef() != null) {
        assertThat(keysOf(source.getSecretKeyRef().getName()))
            .as(variable.getName() + " from " + source.getSecretKeyRef().getName())
            .contains(source.getSecretKeyRef().getKey());
      }
    }
  }

  @Test
  void theReadmeTellsHowToMakeEverySecretMadeByHand() {
    String readme = Manifests.text(Manifests.module().resolve("README.md"));
    SECRETS_MADE_BY_HAND.forEach(
        (name, keys) ->
            keys.forEach(
                key ->
                    assertThat(readme)
                        .containsPattern("create secret generic " + name + " .*--from-.*" + key)));
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyDatabaseAddressIsThatOfTheServicesOwnCluster(String service) {
    Map<String, String> env = literals(service);
    String url = env.getOrDefault("CONNECT_DB_URL", "");
    var cluster =
        Manifests.all(CnpgCluster.class).stream()
            .filter(candidate -> url.contains("//" + candidate.metadata().getName() + "-rw:5432/"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no cluster serves " + url));
    var initDb = cluster.spec().bootstrap().initdb();
    assertThat(url).contains("/" + initDb.database() + "?").contains("sslmode=verify-full");
    assertThat(secretsOf(service))
        .contains(cluster.metadata().getName() + "-app", cluster.metadata().getName() + "-ca");
    assertThat(cluster.spec().managed().roles())
        .as("the outbox reads the write-ahead log as the owner")
        .contains(new CnpgCluster.Role(initDb.owner(), "present", true, true));
    assertThat(cluster.spec().postgresql().parameters())
        .containsEntry("wal_level", "logical")
        .as("a lost node's locks end by themselves")
        .containsKeys("tcp_keepalives_idle", "idle_in_transaction_session_timeout")
        .containsKeys("transaction_timeout", "lock_timeout");
  }

  @Test
  void noTwoServicesShareADatabase() {
    var urls = new HashSet<String>();
    for (String service : Manifests.SERVICES) {
      assertThat(urls.add(literals(service).getOrDefault("CONNECT_DB_URL", ""))).isTrue();
    }
    assertThat(Manifests.all(CnpgCluster.class)).hasSameSizeAs(Manifests.SERVICES);
  }

  @Test
  void servicesFindEachOtherInTheCluster() {
    assertThat(literals("terminal-service"))
        .containsEntry("CONNECT_ACQUIRER_URL", "http://acquirer-service:8080");
    assertThat(literals("order-service"))
        .containsEntry("CONNECT_ACQUIRER_URL", "http://acquirer-service:8080")
        .containsEntry("CONNECT_TERMINALS_URL", "http://terminal-service:8080");
  }

  @Test
  void theJobReadsTheRegistryFromTheSameSettings() {
    var variable =
        Manifests.named(Job.class, "register-schemas")
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .getFirst()
            .getEnv()
            .getFirst();
    assertThat(variable.getName()).isEqualTo(RegisterSchemas.REGISTRY_VARIABLE);
    var reference = variable.getValueFrom().getConfigMapKeyRef();
    assertThat(reference.getName())
        .isEqualTo(Manifests.kustomization().configMapGenerator().getFirst().name());
    assertThat(Manifests.settings()).containsKey(reference.getKey());
  }

  @Test
  void theTrustStoreIsAFileThatIsMounted() {
    String location = Manifests.settings().getOrDefault("KAFKA_SSL_TRUSTSTORE_LOCATION", "");
    for (String service : Manifests.SERVICES) {
      var pod = Manifests.named(Deployment.class, service).getSpec().getTemplate().getSpec();
      String directory =
          container(service).getVolumeMounts().stream()
              .filter(mount -> mount.getName().equals("ca"))
              .findFirst()
              .orElseThrow()
              .getMountPath();
      var files =
          pod.getVolumes().stream()
              .filter(volume -> volume.getName().equals("ca"))
              .flatMap(volume -> volume.getProjected().getSources().stream())
              .flatMap(source -> source.getSecret().getItems().stream())
              .map(item -> directory + "/" + item.getPath())
              .toList();
      assertThat(files).contains(location).hasSize(2);
      assertThat(literals(service).getOrDefault("CONNECT_DB_URL", ""))
          .endsWith("sslrootcert=" + files.get(1));
    }
  }

  private static Set<String> read(String service) {
    var properties =
        Manifests.root().resolve(service).resolve("src/main/resources/application.properties");
    return VARIABLE
        .matcher(Manifests.text(properties))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> keysOf(String secret) {
    for (CnpgCluster cluster : Manifests.all(CnpgCluster.class)) {
      if (secret.equals(cluster.metadata().getName() + "-app")) {
        return Set.of("username", "password");
      }
    }
    if (Manifests.all(KafkaUser.class).stream()
        .anyMatch(user -> user.getMetadata().getName().equals(secret))) {
      return Set.of("password", "sasl.jaas.config");
    }
    return SECRETS_MADE_BY_HAND.getOrDefault(secret, Set.of());
  }

  private static Set<String> secretsOf(String service) {
    var names = new HashSet<String>();
    for (EnvVar variable : container(service).getEnv()) {
      var source = variable.getValueFrom();
      if (source != null && source.getSecretKeyRef() != null) {
        names.add(source.getSecretKeyRef().getName());
      }
    }
    Manifests.named(Deployment.class, service)
        .getSpec()
        .getTemplate()
        .getSpec()
        .getVolumes()
        .stream()
        .filter(volume -> volume.getProjected() != null)
        .flatMap(volume -> volume.getProjected().getSources().stream())
        .forEach(source -> names.add(source.getSecret().getName()));
    return names;
  }

  private static Set<String> provided(String service) {
    var names = new TreeSet<>(Manifests.settings().keySet());
    String generated = Manifests.kustomization().configMapGenerator().getFirst().name();
    assertThat(container(service).getEnvFrom())
        .extracting(source -> source.getConfigMapRef().getName())
        .containsExactly(generated);
    container(service).getEnv().forEach(variable -> names.add(variable.getName()));
    return names;
  }

  private static Map<String, String> literals(String service) {
    return container(service).getEnv().stream()
        .filter(variable -> variable.getValue() != null)
        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
  }

  private static Container container(String service) {
    return Manifests.named(Deployment.class, service)
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst();
  }
}
