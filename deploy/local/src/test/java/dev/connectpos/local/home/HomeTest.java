package dev.connectpos.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

  @TempDir private Path folder;

  @Test
  void anAlmostFullDiskIsRefusedInOneLine() {
    var home = new Home(folder);
    assertThatThrownBy(() -> home.checkSpace(1023L << 20))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("the disk is full: 1023 MiB free at ");
    home.checkSpace(1L << 30);
  }

  @Test
  void aFolderThatCannotBeMadeIsOneLine() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> new Home(file.resolve("home")).prepare())
        .isInstanceOf(Failure.class)
        .hasMessage("cannot read " + file.resolve("home/connect.home") + ": not a directory");
  }

  @Test
  void secretsAreMadeOnceAndReadableByTheOwnerAlone() throws IOException {
    var home = new Home(folder.resolve("home"));
    home.prepare();
    var first = new Secrets(home);
    String bdk = first.bdk();
    assertThat(bdk).matches("[0-9a-f]{32}");
    assertThat(first.webhookSecret()).startsWith("whsec_");
    assertThat(first.databasePassword("orders")).isNotEqualTo(first.databasePassword("acquirer"));
    assertThat(new Secrets(home).bdk()).isEqualTo(bdk);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.secrets())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.folder())))
        .isEqualTo("rwx------");
  }

  @Test
  void anEnvFileKeepsWhatItWasGivenAndRefusesWhatAShellWouldMisread() {
    Path file = folder.resolve("demo.env");
    new EnvFile(file).putAll(Map.of("A", "whsec_ab+/=", "B", "http://127.0.0.1:8080"));
    new EnvFile(file).put("C", "3");
    assertThat(new EnvFile(file).all())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("A", "whsec_ab+/=", "B", "http://127.0.0.1:8080", "C", "3"));
    var env = new EnvFile(file);
    assertThatThrownBy(() -> env.put("D", "$(rm -rf)"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new EnvFile(file).get("D")).isNull();
  }

  @Test
  void aTreeIsDeletedWithoutFollowingLinks() throws IOException {
    Path outside = Files.createFile(folder.resolve("outside"));
    Path tree = folder.resolve("tree");
    Files.createDirectories(tree.resolve("sub"));
    Files.createSymbolicLink(folder.resolve("tree/link"), outside);
    Home.deleteTree(tree);
    assertThat(tree).doesNotExist();
    assertThat(outside).exists();
  }

  private static final String EARLIER_SECRETS =
      "DB_PASSWORD_REGISTRY=" + "0123456789abcdef".repeat(3) + "\n";

  private static Path foreign(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createFile(folder.resolve("lock"));
    Files.writeString(folder.resolve("secrets.env"), "WEBHOOK_SECRET=whsec_stripe\n");
    return folder;
  }

  @Test
  void aFolderOfSomebodyElseIsRefusedBeforeAnythingIsChangedInIt() throws IOException {
    Path theirs = foreign(folder.resolve("theirs"));
    var home = new Home(theirs);
    assertThat(home.isOurs()).isFalse();
    assertThatThrownBy(home::prepare)
        .isInstanceOf(Failure.class)
        .hasMessage(
            theirs
                + " is not empty and not a data folder of Connect; name another with --home DIR");
    assertThat(theirs.toFile().list()).containsExactlyInAnyOrder("lock", "secrets.env");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(theirs)))
        .isEqualTo("rwxr-xr-x");
  }

  @Test
  void anEmptyFolderBecomesOursAndSoDoesAHomeFromBeforeThereWasAMarker() throws IOException {
    var empty = new Home(Files.createDirectories(folder.resolve("empty")));
    empty.prepare();
    assertThat(empty.isOurs()).isTrue();
    assertThat(empty.marker()).exists();
    empty.prepare();

    var earlier = new Home(Files.createDirectories(folder.resolve("earlier")));
    Files.writeString(earlier.secrets(), EARLIER_SECRETS);
    assertThat(earlier.isOurs()).isTrue();
    earlier.prepare();
    assertThat(earlier.marker()).exists();
  }

  @Test
  void deletingLeavesWhatIsNotOurs() throws IOException {
    var home = new Home(folder.resolve("home"));
    home.prepare();
    new Secrets(home).bdk();
    Files.createDirectories(home.kafka().resolve("logs"));
    Path photo = Files.createFile(home.folder().resolve("photo.jpg"));
    assertThat(home.delete()).containsExactly(photo);
    assertThat(home.folder().toFile().list()).containsExactly("photo.jpg");
    assertThat(home.isOurs()).isFalse();
    Files.delete(photo);
    home.prepare();
    assertThat(home.delete()).isEmpty();
    assertThat(home.folder()).doesNotExist();
  }
}
