package dev.connectpos.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.schemas.Topic;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.KafkaUserScramSha512ClientAuthentication;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import io.strimzi.api.kafka.model.user.acl.StrimziAclOperation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The topics are those of the contracts, and each service may touch its own. */
class EventLogTest {
  private static final String DEAD_LETTER = ".dlt";

  /** Who reads and writes what, as docs/architecture.md has it; what is read, exactly. */
  private record Traffic(Set<Topic> consumes, Set<Topic> produces) {}

  private static final Map<String, Traffic> TRAFFIC =
      Map.of(
          "order-service",
          new Traffic(
              Set.of(
                  Topic.PAYMENT_EVENTS,
                  Topic.TERMINAL_EVENTS,
                  Topic.AFFILIATION_EVENTS,
                  Topic.CLOCK_EVENTS),
              Set.of(
                  Topic.ORDER_EVENTS,
                  Topic.ACCOUNT_EVENTS,
                  Topic.PAYMENT_COMMANDS,
                  Topic.CHARGE_COMMANDS)),
          "terminal-service",
          new Traffic(
              Set.of(
                  Topic.ORDER_EVENTS,
                  Topic.ACCOUNT_EVENTS,
                  Topic.PAYMENT_EVENTS,
                  Topic.CLOCK_EVENTS),
              Set.of(Topic.TERMINAL_EVENTS, Topic.PAYMENT_COMMANDS)),
          "acquirer-service",
          new Traffic(
              Set.of(Topic.PAYMENT_COMMANDS, Topic.CHARGE_COMMANDS, Topic.ACCOUNT_EVENTS),
              Set.of(
                  Topic.PAYMENT_EVENTS,
                  Topic.AFFILIATION_EVENTS,
                  Topic.LEDGER_EVENTS,
                  Topic.CLOCK_EVENTS)),
          "notification-service",
          new Traffic(
              Set.of(
                  Topic.ORDER_EVENTS,
                  Topic.ACCOUNT_EVENTS,
                  Topic.TERMINAL_EVENTS,
                  Topic.CLOCK_EVENTS),
              Set.of(Topic.NOTIFICATION_EVENTS)));

  static List<String> services() {
    return Manifests.SERVICES;
  }

  static List<KafkaTopic> topics() {
    return Manifests.all(KafkaTopic.class);
  }

  @Test
  void thereIsATopicForEachContractAndADeadLetterForEachConsumed() {
    Stream<String> live = Arrays.stream(Topic.values()).map(Topic::topicName);
    Stream<String> dead =
        TRAFFIC.values().stream()
            .flatMap(traffic -> traffic.consumes().stream())
            .distinct()
            .map(topic -> topic.topicName() + DEAD_LETTER);
    assertThat(topics())
        .extracting(topic -> topic.getMetadata().getName())
        .containsExactlyInAnyOrderElementsOf(Stream.concat(live, dead).toList());
  }

  @ParameterizedTest
  @MethodSource("topics")
  void noAcknowledgedMessageIsLostWithABroker(KafkaTopic topic) {
    assertThat(topic.getSpec().getPartitions()).isEqualTo(6);
    assertThat(topic.getSpec().getReplicas()).isEqualTo(3);
    assertThat(topic.getSpec().getConfig())
        .containsEntry("min.insync.replicas", 2)
        .containsEntry("unclean.leader.election.enable", false)
        .containsEntry("cleanup.policy", "delete")
        .containsKey("retention.ms");
  }

  @Test
  void whatTheLedgerIsRebuiltFromIsKeptForEver() {
    assertThat(topics())
        .filteredOn(topic -> Objects.equals(topic.getSpec().getConfig().get("retention.ms"), -1))
        .extracting(topic -> topic.getMetadata().getName())
        .containsExactlyInAnyOrder(
            Topic.PAYMENT_EVENTS.topicName(), Topic.LEDGER_EVENTS.topicName());
  }

  @Test
  void topicsAndUsersBelongToTheClusterTheServicesConnectTo() {
    String cluster =
        Manifests.settings()
            .getOrDefault("CONNECT_KAFKA", "")
            .replaceAll("-kafka-bootstrap:.*", "");
    assertThat(cluster).isNotEmpty();
    assertThat(topics())
        .allMatch(
            topic -> cluster.equals(topic.getMetadata().getLabels().get("strimzi.io/cluster")));
    assertThat(Manifests.all(KafkaUser.class))
        .allMatch(user -> cluster.equals(user.getMetadata().getLabels().get("strimzi.io/cluster")));
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyServiceMayTouchItsOwnTopicsAndNoOther(String service) {
    var traffic = TRAFFIC.getOrDefault(service, new Traffic(Set.of(), Set.of()));
    var expected = new TreeSet<String>();
    for (Topic topic : Topic.values()) {
      boolean produced = traffic.produces().contains(topic);
      boolean consumed = traffic.consumes().contains(topic);
      if (produced) {
        expected.add(topic.topicName() + " [DESCRIBE, READ, WRITE]");
      } else if (consumed) {
        expected.add(topic.topicName() + " [DESCRIBE, READ]");
      }
      if (consumed) {
        expected.add(topic.topicName() + DEAD_LETTER + " [DESCRIBE, WRITE]");
      }
    }
    var granted = new TreeSet<String>();
    for (AclRule rule : rules(service)) {
      if (rule.getResource() instanceof AclRuleTopicResource topic) {
        granted.add(topic.getName() + " " + names(rule.getOperations()));
      }
    }
    assertThat(granted).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyServiceReadsAsItsOwnGroup(String service) {
    assertThat(rules(service))
        .filteredOn(rule -> rule.getResource() instanceof AclRuleGroupResource)
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(((AclRuleGroupResource) rule.getResource()).getName()).isEqualTo(service);
              assertThat(rule.getOperations())
                  .containsExactlyInAnyOrder(
                      StrimziAclOperation.DESCRIBE, StrimziAclOperation.READ);
            });
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyServiceConsumesWhatItMayReadAndNothingElse(String service) {
    String properties =
        Manifests.text(
            Manifests.root().resolve(service).resolve("src/main/resources/application.properties"));
    var traffic = TRAFFIC.getOrDefault(service, new Traffic(Set.of(), Set.of()));
    assertThat(values(properties, "mp\\.messaging\\.incoming\\.[\\w-]+\\.topic"))
        .containsExactlyInAnyOrderElementsOf(
            traffic.consumes().stream().map(Topic::topicName).toList());
    assertThat(values(properties, "mp\\.messaging\\.incoming\\.[\\w-]+\\.group\\.id"))
        .containsOnly(service);
  }

  @Test
  void deadLettersGoWhereTheInboxSendsThem() {
    String inbox = "libs/outbox/src/main/java/dev/connectpos/outbox/DeadLetters.java";
    assertThat(Manifests.text(Manifests.root().resolve(inbox)))
        .contains("topic() + \"" + DEAD_LETTER + "\"");
  }

  private static List<String> values(String properties, String key) {
    return Pattern.compile("^" + key + "=(.*)$", Pattern.MULTILINE)
        .matcher(properties)
        .results()
        .map(line -> line.group(1).strip())
        .toList();
  }

  private static Set<String> names(List<StrimziAclOperation> operations) {
    return operations.stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<AclRule> rules(String service) {
    KafkaUser user = Manifests.named(KafkaUser.class, service);
    assertThat(user.getSpec().getAuthentication())
        .isInstanceOf(KafkaUserScramSha512ClientAuthentication.class);
    var rules = ((KafkaUserAuthorizationSimple) user.getSpec().getAuthorization()).getAcls();
    assertThat(rules)
        .extracting(AclRule::getResource)
        .hasOnlyElementsOfTypes(AclRuleTopicResource.class, AclRuleGroupResource.class);
    return rules;
  }
}
