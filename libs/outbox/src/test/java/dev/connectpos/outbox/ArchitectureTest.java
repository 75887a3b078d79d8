package dev.connectpos.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The library stays small towards services, and knows none of them. */
class ArchitectureTest {

  @Test
  void showsNoMoreThanItsApi() {
    List<String> seen =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.connectpos.outbox")
                .stream()
                .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC) && !c.isNestedClass())
                .map(JavaClass::getSimpleName)
                .sorted()
                .toList();

    assertThat(seen)
        .containsExactly(
            "InboundMessage",
            "Inbox",
            "Journal",
            "MessageHandler",
            "Outbox",
            "OutboxConfig",
            "OutboxMessage",
            "ParkedMessages",
            "PermanentFailureException",
            "Verdict");
  }

  @Test
  void knowsNoOtherModule() {
    List<String> known =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.connectpos.outbox")
                .stream()
                .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                .map(d -> d.getTargetClass().getPackageName())
                .filter(name -> name.startsWith("dev.connectpos"))
                .distinct()
                .toList();

    assertThat(known).containsExactly("dev.connectpos.outbox");
  }
}
