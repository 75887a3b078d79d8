package dev.connectpos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.schemas.HttpSchemaRegistry;
import dev.connectpos.schemas.Topic;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

final class BackendsIT {
  private static final Backends BACKENDS = new Backends();

  @Test
  void givesAnEmptyDatabaseWithLogicalDecodingEachTime() throws SQLException {
    String first = BACKENDS.freshDatabase();
    String second = BACKENDS.freshDatabase();
    assertThat(first).isNotEqualTo(second);
    try (var connection =
            DriverManager.getConnection(
                second, BACKENDS.databaseUser(), BACKENDS.databasePassword());
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SHOW wal_level")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("logical");
    }
  }

  @Test
  void givesABrokerWithEveryTopicOfTheEventLog() throws Exception {
    BACKENDS.start();
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", BACKENDS.kafkaBootstrap()))) {
      assertThat(admin.listTopics().names().get())
          .containsAll(Arrays.stream(Topic.values()).map(Topic::topicName).toList());
    }
  }

  @Test
  void givesARegistryThatKnowsEverySchema() {
    var registry = new HttpSchemaRegistry(URI.create(BACKENDS.registryUrl()));
    for (Topic topic : Topic.values()) {
      int id = registry.idOf(topic.subject(), topic.schema());
      assertThat(registry.byId(id)).isEqualTo(topic.schema());
    }
  }
}
