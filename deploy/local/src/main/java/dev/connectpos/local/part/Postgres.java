package dev.connectpos.local.part;

import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.home.Installation;
import dev.connectpos.local.home.Ports;
import dev.connectpos.local.home.Reason;
import dev.connectpos.local.home.Secrets;
import dev.connectpos.local.home.ServiceName;
import dev.connectpos.local.process.LastWords;
import dev.connectpos.local.process.PidFile;
import dev.connectpos.local.process.ProcessSpec;
import dev.connectpos.local.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * One PostgreSQL server for all: a database and an owner for each service, for the registry and for
 * the card network, so that none can read another's rows. Durable as in production: fsync and
 * synchronous commit are on, and the write-ahead log is logical for the outbox relays.
 */
public final class Postgres implements Part {
  private static final String SUPERUSER = "postgres";
  private static final Duration SHUTDOWN = Duration.ofSeconds(20);

  /**
   * Runs the server and watches the pipe: when it ends, the server gets SIGINT, its fast shutdown.
   * The server's exit code is the script's.
   */
  private static final String GUARD =
      """
      exec 3<&0
      "$@" </dev/null &
      server=$!
      { cat <&3 >/dev/null; kill -INT "$server"; } 2>/dev/null &
      watch=$!
      exec 3<&-
      wait "$server"
      code=$?
      kill "$watch" 2>/dev/null
      exit "$code"
      """;

  private final Installation installation;
  private final Home home;
  private final Ports ports;
  private final Secrets secrets;

  /** The server of one home. */
  public Postgres(Installation installation, Home home, Ports ports, Secrets secrets) {
    this.installation = installation;
    this.home = home;
    this.ports = ports;
    this.secrets = secrets;
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public int port() {
    return ports.postgres();
  }

  /** Address of a database for JDBC. */
  public static String url(Ports ports, String database) {
    return "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + database;
  }

  @Override
  public ProcessSpec prepare() {
    var binaries = PostgresBinaries.in(installation.runtime());
    List<String> unprivileged = unprivileged();
    removeStaleServer();
    if (!Files.isDirectory(home.postgres())) {
      initialize(binaries, unprivileged);
    }
    var command = new ArrayList<>(List.of("sh", "-c", GUARD, "postgres-guard"));
    command.addAll(unprivileged);
    command.add(binaries.program("postgres"));
    command.addAll(List.of("-D", home.postgres().toString()));
    settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return new ProcessSpec(name(), command, Map.of(), home.folder(), home.log(name()));
  }

  private Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("listen_addresses", "127.0.0.1"),
        Map.entry("port", Integer.toString(port())),
        Map.entry("unix_socket_directories", ""),
        Map.entry("max_connections", "200"),
        Map.entry("shared_buffers", "128MB"),
        Map.entry("fsync", "on"),
        Map.entry("synchronous_commit", "on"),
        // The relays of the outbox read the log; a forgotten slot must not fill the disk.
        Map.entry("wal_level", "logical"),
        Map.entry("max_replication_slots", "16"),
        Map.entry("max_wal_senders", "16"),
        Map.entry("max_slot_wal_keep_size", "2GB"),
        Map.entry("max_wal_size", "512MB"),
        // Locks of a process that is gone end by themselves, as in deploy/kubernetes.
        Map.entry("tcp_keepalives_idle", "10"),
        Map.entry("tcp_keepalives_interval", "5"),
        Map.entry("tcp_keepalives_count", "3"),
        Map.entry("idle_in_transaction_session_timeout", "30s"),
        Map.entry("transaction_timeout", "60s"),
        Map.entry("lock_timeout", "10s"),
        Map.entry("timezone", "UTC"),
        Map.entry("log_timezone", "UTC"),
        Map.entry("log_line_prefix", "%m [%p] %d "),
        Map.entry("password_encryption", "scram-sha-256"));
  }

  /**
   * PostgreSQL refuses to run as root. A user namespace without a mapping makes root look like
   * nobody to it, and leaves the files where they are.
   */
  private static List<String> unprivileged() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    var unshare = List.of("unshare", "-U");
    var trial = new ArrayList<>(unshare);
    trial.add("true");
    if (Programs.run(trial) != 0) {
      throw new Failure(
          "PostgreSQL does not run as root, and `unshare -U` is not allowed here;"
              + " run ./connect as an ordinary user");
    }
    return unshare;
  }

  /**
   * Ends a server that an earlier, killed launcher left, and removes the lock file of one that died
   * with the machine: its process id may belong to a stranger by now, and PostgreSQL would believe
   * that stranger to be itself.
   */
  private void removeStaleServer() {
    PidFile.alive(serverPid())
        .ifPresent(
            server -> {
              // It may have been told to stop a moment ago by the end of its pipe.
              if (!PidFile.endsWithin(server, Duration.ofSeconds(3))) {
                PidFile.terminate(serverPid(), SHUTDOWN);
              }
            });
    PidFile.delete(serverPid());
    Path lock = home.postgres().resolve("postmaster.pid");
    String text = Home.read(lock);
    if (text == null) {
      return;
    }
    boolean runs =
        text.lines()
            .findFirst()
            .filter(line -> line.strip().matches("\\d+"))
            .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
            .filter(process -> process.isAlive() && isServerOf(process, home.postgres()))
            .isPresent();
    if (runs) {
      throw new Failure(
          "another PostgreSQL uses %s (process %s); stop it first"
              .formatted(home.postgres(), text.lines().findFirst().orElse("?")));
    }
    try {
      Files.delete(lock);
    } catch (IOException e) {
      throw new Failure("cannot remove " + lock + ": " + Reason.of(e), e);
    }
  }

  private static boolean isServerOf(ProcessHandle process, Path data) {
    return process
        .info()
        .arguments()
        .map(arguments -> List.of(arguments).contains(data.toString()))
        .orElse(false);
  }

  private Path serverPid() {
    return home.pid("postgres-server");
  }

  /**
   * Makes the cluster beside its place and moves it there, so that a half-made one never counts.
   */
  private void initialize(PostgresBinaries binaries, List<String> unprivileged) {
    Path part = home.folder().resolve("postgres.part");
    Path password = home.folder().resolve("postgres.password");
    Path log = home.log(name());
    Home.deleteTree(part);
    Home.write(password, secrets.postgresPassword() + "\n");
    var command = new ArrayList<>(unprivileged);
    command.addAll(
        List.of(
            binaries.program("initdb"),
            "--pgdata=" + part,
            "--username=" + SUPERUSER,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-instructions"));
    try {
      long logged = Files.exists(log) ? Files.size(log) : 0;
      int code =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start()
              .waitFor();
      if (code != 0) {
        throw new Failure("postgres cannot be initialized: " + LastWords.of(log, logged));
      }
      Files.move(part, home.postgres(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Failure("postgres cannot be initialized: " + Reason.of(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    } finally {
      PidFile.delete(password);
    }
  }

  @Override
  public boolean isReady() {
    if (!Ports.answers(port())) {
      return false;
    }
    try (Connection connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void settle() {
    noteServer();
    try (Connection connection = connect()) {
      for (ServiceName service : ServiceName.values()) {
        // Relays stream from a slot of their own database.
        ensureDatabase(connection, service.database(), "REPLICATION");
      }
      ensureDatabase(connection, Registry.DATABASE, "NOREPLICATION");
      ensureDatabase(connection, CardNetwork.DATABASE, "NOREPLICATION");
    } catch (SQLException e) {
      throw new Failure("cannot prepare the databases: " + e.getMessage(), e);
    }
  }

  private void noteServer() {
    String text = Home.read(home.postgres().resolve("postmaster.pid"));
    if (text != null) {
      long pid = Long.parseLong(text.lines().findFirst().orElseThrow().strip());
      ProcessHandle.of(pid).ifPresent(server -> PidFile.write(serverPid(), server));
    }
  }

  private Connection connect() throws SQLException {
    var properties = new Properties();
    properties.put("user", SUPERUSER);
    properties.put("password", secrets.postgresPassword());
    properties.put("connectTimeout", "3");
    properties.put("loginTimeout", "3");
    return DriverManager.getConnection(url(ports, "postgres"), properties);
  }

  /** Names come from our own enumeration and passwords are hexadecimal: nothing needs quoting. */
  private void ensureDatabase(Connection connection, String name, String attribute)
      throws SQLException {
    String password = secrets.databasePassword(name);
    boolean role = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name);
    boolean database = exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name);
    try (Statement statement = connection.createStatement()) {
      if (!role) {
        statement.execute(
            "CREATE ROLE %s LOGIN %s PASSWORD '%s'".formatted(name, attribute, password));
      }
      if (!database) {
        statement.execute("CREATE DATABASE %s OWNER %s".formatted(name, name));
      }
      statement.execute("REVOKE CONNECT, TEMPORARY ON DATABASE %s FROM PUBLIC".formatted(name));
    }
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }
}
