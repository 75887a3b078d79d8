package dev.connectpos.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who may import whom inside a service, as allow lists: what is not named is refused.
 * CONTRIBUTING.md, "How the code is laid out", says what each package is for. ArchitectureRulesTest
 * proves each rule red on classes made to break it.
 */
public final class ArchitectureRules {
  private static final List<String> EDGES =
      List.of("api", "messaging", "persistence", "socket", "host", "webhook", "vault");

  /** Packages that schemas generates, one per topic; they share their root with the services. */
  private static final Pattern CONTRACT =
      Pattern.compile("dev\\.connectpos\\.\\w+\\.(events|commands)\\.v\\d+");

  private static final Pattern LIB =
      Pattern.compile(
          "dev\\.connectpos\\.(money|clock|outbox|operations|dukpt|iso8583|schemas)(\\..*)?");

  private ArchitectureRules() {}

  /**
   * Fails if the module under test breaks a rule.
   *
   * @param root the service's root package, for example {@code dev.connectpos.order}
   */
  public static void check(String root) {
    JavaClasses classes =
        new ClassFileImporter().importPath(Module.directory().resolve("target/classes"));
    rules(root).values().forEach(rule -> rule.check(classes));
  }

  /** Every rule by name. */
  static Map<String, ArchRule> rules(String root) {
    var rules = new LinkedHashMap<String, ArchRule>();
    rules.put("packages have known names", packagesHaveKnownNames(root));
    rules.put("domain is pure", domainIsPure(root));
    rules.put("application sees no technology", applicationSeesNoTechnology(root));
    for (String edge : EDGES) {
      rules.put(edge + " knows no other edge", edgeKnowsNoOtherEdge(root, edge));
    }
    rules.put("nothing knows bootstrap", nothingKnowsBootstrap(root));
    rules.put("contracts only in messaging", contractsOnlyInMessaging(root));
    rules.put(
        "SQL only in persistence",
        only(
            root,
            List.of("persistence"),
            "jakarta.persistence..",
            "org.hibernate..",
            "io.quarkus.hibernate..",
            "java.sql..",
            "javax.sql.."));
    rules.put(
        "HTTP clients only in host and webhook",
        only(root, List.of("host", "webhook"), "java.net.http..", "io.quarkus.rest.client.."));
    rules.put(
        "web sockets only in socket", only(root, List.of("socket"), "io.quarkus.websockets.."));
    rules.put(
        "transactions only in application",
        only(root, List.of("application"), "jakarta.transaction.."));
    rules.put("no service knows another", noServiceKnowsAnother(root));
    rules.put(
        "no cycles",
        slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true));
    return rules;
  }

  /** A package that no rule is about would be free of them all. */
  private static ArchRule packagesHaveKnownNames(String root) {
    String[] known =
        Stream.concat(Stream.of("domain", "application", "bootstrap"), EDGES.stream())
            .map(name -> root + "." + name + "..")
            .toArray(String[]::new);
    return classes().should().resideInAnyPackage(known);
  }

  private static ArchRule domainIsPure(String root) {
    return classes()
        .that()
        .resideInAPackage(root + ".domain..")
        .should()
        .onlyDependOnClassesThat(
            inAny(root + ".domain..", "dev.connectpos.money..", "org.jspecify..")
                .or(java("java.sql..", "java.net..", "javax..")));
  }

  private static ArchRule applicationSeesNoTechnology(String root) {
    return classes()
        .that()
        .resideInAPackage(root + ".application..")
        .should()
        .onlyDependOnClassesThat(
            inAny(
                    root + ".domain..",
                    root + ".application..",
                    "dev.connectpos.money..",
                    "dev.connectpos.clock",
                    "org.jspecify..",
                    "jakarta.transaction..",
                    "jakarta.inject..",
                    "jakarta.enterprise..",
                    "org.jboss.logging..")
                .or(describe("Verdict", c -> c.getName().equals("dev.connectpos.outbox.Verdict")))
                .or(java("java.sql..", "java.net..", "javax..")));
  }

  private static ArchRule edgeKnowsNoOtherEdge(String root, String edge) {
    String[] others =
        EDGES.stream()
            .filter(other -> !other.equals(edge))
            .map(other -> root + "." + other + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(root + "." + edge + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .allowEmptyShould(true);
  }

  private static ArchRule nothingKnowsBootstrap(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".bootstrap..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root + ".bootstrap..");
  }

  private static ArchRule contractsOnlyInMessaging(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".messaging..")
        .should()
        .dependOnClassesThat(
            inAny("org.apache.avro..", "org.apache.kafka..", "dev.connectpos.schemas..")
                .or(describe("contracts", ArchitectureRules::isContract)));
  }

  /** Whoever wires the technology may know it too. */
  private static ArchRule only(String root, List<String> edges, String... technology) {
    String[] allowed =
        Stream.concat(edges.stream(), Stream.of("bootstrap"))
            .map(edge -> root + "." + edge + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideOutsideOfPackages(allowed)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(technology);
  }

  private static ArchRule noServiceKnowsAnother(String root) {
    return classes()
        .should()
        .onlyDependOnClassesThat(
            describe(
                "of this service, the contracts, or an admitted lib",
                c ->
                    !c.getPackageName().startsWith("dev.connectpos.")
                        || (c.getPackageName() + ".").startsWith(root + ".")
                        || isContract(c)
                        || isLib(c)));
  }

  private static boolean isContract(JavaClass c) {
    return CONTRACT.matcher(c.getPackageName()).matches();
  }

  private static boolean isLib(JavaClass c) {
    return LIB.matcher(c.getPackageName()).matches();
  }

  private static DescribedPredicate<JavaClass> inAny(String... packages) {
    return resideInAnyPackage(packages);
  }

  /** The JDK and primitives, without the packages named. */
  private static DescribedPredicate<JavaClass> java(String... without) {
    return DescribedPredicate.not(resideInAnyPackage(without))
        .and(
            describe(
                "of the JDK",
                c -> c.isPrimitive() || c.isArray() || c.getPackageName().startsWith("java.")));
  }
}
