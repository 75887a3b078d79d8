package dev.connectpos.local.seed;

import dev.connectpos.local.home.Failure;
import dev.connectpos.schemas.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Whether what was said has been heard: the groups' committed offsets against the topics' ends. */
final class Consumption {
  private static final long POLL_NANOS = 100_000_000L;

  /** Who must have heard of the demo account and its terminals before a sale can be made. */
  private static final Map<String, List<Topic>> HEARERS =
      Map.of(
          "order-service", List.of(Topic.TERMINAL_EVENTS),
          "terminal-service", List.of(Topic.ACCOUNT_EVENTS),
          "acquirer-service", List.of(Topic.ACCOUNT_EVENTS),
          "notification-service", List.of(Topic.ACCOUNT_EVENTS));

  private final String bootstrap;

  Consumption(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /**
   * Returns when every service has heard all that concerns accounts and terminals.
   *
   * @throws Failure if one has not within the limit
   */
  void awaitSeeds(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      for (var hearer : HEARERS.entrySet()) {
        List<String> topics = hearer.getValue().stream().map(Topic::topicName).toList();
        while (!hasHeard(admin, hearer.getKey(), ends(admin, topics))) {
          if (System.nanoTime() > deadline) {
            throw new Failure(hearer.getKey() + " does not read " + String.join(", ", topics));
          }
          LockSupport.parkNanos(POLL_NANOS);
        }
      }
    } catch (ExecutionException e) {
      throw new Failure("cannot read the consumers' offsets: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    }
  }

  private static Map<TopicPartition, Long> ends(Admin admin, List<String> topics)
      throws ExecutionException, InterruptedException {
    var latest = new HashMap<TopicPartition, OffsetSpec>();
    for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
      topic
          .partitions()
          .forEach(
              partition ->
                  latest.put(
                      new TopicPartition(topic.name(), partition.partition()),
                      OffsetSpec.latest()));
    }
    Map<TopicPartition, ListOffsetsResultInfo> offsets = admin.listOffsets(latest).all().get();
    return offsets.entrySet().stream()
        .filter(end -> end.getValue().offset() > 0)
        .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }

  private static boolean hasHeard(Admin admin, String group, Map<TopicPartition, Long> ends)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    return ends.entrySet().stream()
        .allMatch(
            end -> {
              OffsetAndMetadata at = committed.get(end.getKey());
              return at != null && at.offset() >= end.getValue();
            });
  }
}
