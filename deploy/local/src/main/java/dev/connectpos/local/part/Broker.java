package dev.connectpos.local.part;

import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.home.Installation;
import dev.connectpos.local.home.Ports;
import dev.connectpos.local.home.Reason;
import dev.connectpos.local.process.ProcessSpec;
import dev.connectpos.schemas.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** One Kafka broker that is its own quorum (KRaft), with every topic of the event log. */
public final class Broker implements Part {
  private static final int HEAP_MIB = 512;
  private static final int PARTITIONS = 6;
  // As libs/outbox names it.
  private static final String DEAD_LETTER = ".dlt";
  // Any 16 bytes will do, but they must stay the same for the folder's lifetime.
  private static final String CLUSTER_ID = "Y29ubmVjdC1sb2NhbC0xMA";

  private final Installation installation;
  private final Home home;
  private final Ports ports;

  /** The broker of one home. */
  public Broker(Installation installation, Home home, Ports ports) {
    this.installation = installation;
    this.home = home;
    this.ports = ports;
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public int port() {
    return ports.kafka();
  }

  /** Address for clients. */
  public static String bootstrap(Ports ports) {
    return "127.0.0.1:" + ports.kafka();
  }

  @Override
  public ProcessSpec prepare() {
    Path properties = home.kafka().resolve("server.properties");
    try {
      Files.createDirectories(home.kafka());
    } catch (IOException e) {
      throw new Failure("cannot create " + home.kafka() + ": " + Reason.of(e), e);
    }
    var text = new StringBuilder();
    settings().forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    Home.write(properties, text.toString());
    List<String> logging =
        List.of(
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.log.kafka.server=info",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "-Dorg.slf4j.simpleLogger.showThreadName=false");
    List<String> program = List.of(BrokerMain.class.getName(), properties.toString(), CLUSTER_ID);
    return new ProcessSpec(
        name(),
        JavaCommand.of(HEAP_MIB, installation.classPath(), logging, program),
        Map.of(),
        home.folder(),
        home.log(name()));
  }

  private Map<String, String> settings() {
    var settings = new TreeMap<String, String>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + ports.kafkaController());
    settings.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
            .formatted(ports.kafka(), ports.kafkaController()));
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", escaped(home.kafka().resolve("logs")));
    settings.put("num.partitions", Integer.toString(PARTITIONS));
    settings.put("auto.create.topics.enable", "false");
    settings.put("default.replication.factor", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "8");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "8");
    // One machine, few members: nobody else is about to join.
    settings.put("group.initial.rebalance.delay.ms", "0");
    // ./connect audit replays from the very first message (docs/adr/0033).
    settings.put("log.retention.ms", "-1");
    settings.put("log.segment.bytes", Integer.toString(64 << 20));
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("num.recovery.threads.per.data.dir", "2");
    return settings;
  }

  /** A properties file takes a backslash for itself. */
  private static String escaped(Path path) {
    return path.toString().replace("\\", "\\\\");
  }

  @Override
  public boolean isReady() {
    return Ports.answers(port());
  }

  @Override
  public void settle() {
    Map<String, Object> client =
        Map.of("bootstrap.servers", bootstrap(ports), "default.api.timeout.ms", 30_000);
    try (Admin admin = Admin.create(client)) {
      Set<String> present = admin.listTopics().names().get();
      List<NewTopic> missing =
          topics().stream()
              .filter(topic -> !present.contains(topic))
              .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1))
              .toList();
      admin.createTopics(missing).all().get();
    } catch (ExecutionException e) {
      throw new Failure("cannot create the topics: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    }
  }

  /** Every topic, and where its messages go that nobody can apply. */
  static List<String> topics() {
    var names = new ArrayList<String>();
    Arrays.stream(Topic.values())
        .map(Topic::topicName)
        .forEach(
            name -> {
              names.add(name);
              names.add(name + DEAD_LETTER);
            });
    return names;
  }
}
