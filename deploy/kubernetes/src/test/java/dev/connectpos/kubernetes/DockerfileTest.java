package dev.connectpos.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The images' recipes, checked as text: the build must not need a container engine. */
class DockerfileTest {

  /** An instruction and its arguments, continuation lines joined. */
  private record Instruction(String name, String arguments) {}

  static List<String> services() {
    return Manifests.SERVICES;
  }

  static List<Path> dockerfiles() {
    return Stream.concat(
            Manifests.SERVICES.stream().map(service -> Manifests.root().resolve(service)),
            Stream.of(Manifests.module(), Manifests.root().resolve("deploy/network-simulator")))
        .map(directory -> directory.resolve("Dockerfile"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void startsFromTheRuntimeOfTheReleaseWeBuildFor(Path dockerfile) {
    assertThat(arguments(dockerfile, "FROM")).containsExactly("eclipse-temurin:25-jre");
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void runsAsAUserThatIsNotRootAndThatPodsAgreeTo(Path dockerfile) {
    assertThat(arguments(dockerfile, "USER")).containsExactly("10001:10001");
    assertThat(names(dockerfile).indexOf("USER"))
        .isLessThan(names(dockerfile).indexOf("ENTRYPOINT"));
    Manifests.pods()
        .values()
        .forEach(
            pod -> {
              var security = pod.getSpec().getSecurityContext();
              assertThat(security.getRunAsUser() + ":" + security.getRunAsGroup())
                  .isEqualTo("10001:10001");
            });
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void makesJavaProcessOneWithinTheContainersMemory(Path dockerfile) {
    String entry = arguments(dockerfile, "ENTRYPOINT").getFirst();
    assertThat(entry)
        .startsWith("[\"java\", ")
        .endsWith("\"]")
        .contains("\"-XX:MaxRAMPercentage=")
        .doesNotContain("-Xmx");
    assertThat(names(dockerfile)).doesNotContain("CMD", "RUN", "ADD", "HEALTHCHECK");
  }

  @ParameterizedTest
  @MethodSource("services")
  void copiesTheBuildsOwnLayoutFromWhatChangesLeastToWhatChangesMost(String service) {
    assertThat(arguments(Manifests.root().resolve(service).resolve("Dockerfile"), "COPY"))
        .containsExactly(
            "target/quarkus-app/lib/ lib/",
            "target/quarkus-app/quarkus/ quarkus/",
            "target/quarkus-app/app/ app/",
            "target/quarkus-app/quarkus-run.jar quarkus-run.jar");
  }

  /** In `./mvnw verify` the services are packaged before this module is tested. */
  @ParameterizedTest
  @MethodSource("services")
  void whatIsCopiedIsThereAfterTheBuild(String service) {
    Path context = Manifests.root().resolve(service);
    assumeThat(context.resolve("target/quarkus-app/quarkus-run.jar")).exists();
    for (String copy : arguments(context.resolve("Dockerfile"), "COPY")) {
      assertThat(context.resolve(copy.substring(0, copy.indexOf(' ')))).exists();
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void listensWhereThePodSaysItDoes(String service) {
    Path dockerfile = Manifests.root().resolve(service).resolve("Dockerfile");
    int port =
        Manifests.named(Deployment.class, service)
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .getFirst()
            .getPorts()
            .getFirst()
            .getContainerPort();
    assertThat(arguments(dockerfile, "EXPOSE")).containsExactly(Integer.toString(port));
    assertThat(arguments(dockerfile, "ENV"))
        .containsExactly("QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_HTTP_PORT=" + port);
  }

  @Test
  void registerSchemasCopiesWhatThePomPutsThere() {
    Path dockerfile = Manifests.module().resolve("Dockerfile");
    assertThat(arguments(dockerfile, "COPY"))
        .containsExactly(
            "target/register-schemas/lib/ lib/",
            "target/register-schemas/register-schemas.jar register-schemas.jar");
    assertThat(Manifests.text(Manifests.module().resolve("pom.xml")))
        .contains("<finalName>register-schemas</finalName>")
        .contains("${project.build.directory}/register-schemas/lib</outputDirectory>")
        .contains("${project.build.directory}/register-schemas</outputDirectory>");
    assertThat(arguments(dockerfile, "ENTRYPOINT").getFirst())
        .contains('"' + RegisterSchemas.class.getName() + '"');
  }

  private static List<String> arguments(Path dockerfile, String name) {
    return instructions(dockerfile).stream()
        .filter(instruction -> instruction.name().equals(name))
        .map(Instruction::arguments)
        .toList();
  }

  private static List<String> names(Path dockerfile) {
    return instructions(dockerfile).stream().map(Instruction::name).toList();
  }

  private static List<Instruction> instructions(Path dockerfile) {
    var instructions = new ArrayList<Instruction>();
    String joined = Manifests.text(dockerfile).replaceAll("\\\\\\n\\s*", "");
    for (String line : joined.lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        int space = line.indexOf(' ');
        instructions.add(new Instruction(line.substring(0, space), line.substring(space + 1)));
      }
    }
    return instructions;
  }
}
