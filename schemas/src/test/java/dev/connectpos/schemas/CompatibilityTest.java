package dev.connectpos.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The current schema reads everything any release ever wrote, and every release reads what the
 * current one writes, but for event types that are newer than it (docs/adr/0011): those it parks.
 * What a registry would say at deployment, and more, said at build time.
 */
final class CompatibilityTest {
  private static final Path RELEASED =
      Path.of(System.getProperty("connect.module.dir", "."), "released");

  @ParameterizedTest
  @EnumSource(Topic.class)
  void readsAndIsReadByEveryRelease(Topic topic) throws IOException {
    List<Schema> releases = releases(topic);
    assertThat(releases).as("releases of %s", topic.topicName()).isNotEmpty();
    for (Schema release : releases) {
      assertThat(compatible(topic.schema(), release)).as("reads an old message").isTrue();
      assertThat(compatible(release, knownTo(release, topic.schema())))
          .as("is read by old code")
          .isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void numbersReleasesWithoutGaps(Topic topic) throws IOException {
    Path folder = RELEASED.resolve(topic.topicName());
    List<String> expected =
        IntStream.rangeClosed(1, releases(topic).size()).mapToObj(n -> n + ".avsc").toList();
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()).toList())
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void seesAFieldWithoutDefaultAsABreak() {
    Schema before = record("{\"name\":\"a\",\"type\":\"string\"}");
    Schema after =
        record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"string\"}");
    assertThat(compatible(after, before)).isFalse();
  }

  @Test
  void letsAReleaseMeetNewEventTypesButNoOtherBreak() {
    Schema before = envelope("{\"type\":\"record\",\"name\":\"A\",\"fields\":[]}");
    Schema wider =
        envelope(
            "{\"type\":\"record\",\"name\":\"A\",\"fields\":[]},"
                + "{\"type\":\"record\",\"name\":\"B\",\"fields\":[]}");
    assertThat(compatible(wider, before)).isTrue();
    assertThat(compatible(before, wider)).isFalse();
    assertThat(compatible(before, knownTo(before, wider))).isTrue();
    Schema without = envelope("{\"type\":\"record\",\"name\":\"B\",\"fields\":[]}");
    assertThat(compatible(without, before)).as("an event type is never taken away").isFalse();
  }

  private static Schema envelope(String payloads) {
    return record("{\"name\":\"payload\",\"type\":[" + payloads + "]}");
  }

  /** The schema as far as the release knows its event types. */
  private static Schema knownTo(Schema release, Schema current) {
    Set<String> known =
        release.getField("payload").schema().getTypes().stream()
            .map(Schema::getFullName)
            .collect(Collectors.toSet());
    List<Schema.Field> fields =
        current.getFields().stream()
            .map(
                field ->
                    field.name().equals("payload")
                        ? new Schema.Field(field, only(known, field.schema()))
                        : new Schema.Field(field, field.schema()))
            .toList();
    return Schema.createRecord(
        current.getName(), current.getDoc(), current.getNamespace(), false, fields);
  }

  private static Schema only(Set<String> known, Schema payloads) {
    return Schema.createUnion(
        payloads.getTypes().stream().filter(type -> known.contains(type.getFullName())).toList());
  }

  private static Schema record(String fields) {
    return new Schema.Parser()
        .parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}");
  }

  private static boolean compatible(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibilityType.COMPATIBLE;
  }

  private static List<Schema> releases(Topic topic) throws IOException {
    try (var files = Files.list(RELEASED.resolve(topic.topicName()))) {
      return files.sorted().map(CompatibilityTest::parse).toList();
    }
  }

  private static Schema parse(Path file) {
    try {
      return new Schema.Parser().parse(file.toFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
