package dev.connectpos.emulator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.dukpt.BaseDerivationKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileTerminalStoreTest {

  private static final OpenAttempt.Sale SALE =
      new OpenAttempt.Sale("or_1", "PED-1", 1990, "BRL", "credit", 1, "merchant", null);

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path directory;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path file;

  private final TerminalState fresh =
      TerminalState.injected(
          "EMU0000001",
          "EMULATOR",
          BaseDerivationKey.ofHex("FEDCBA9876543210F1F1F1F1F1F1F1F1"),
          new SecureRandom());

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("terminals/one.json");
  }

  @Test
  void findsEveryStepAgainAfterARestart() {
    TerminalState last;
    try (var store = FileTerminalStore.create(file, fresh)) {
      store.update(state -> state.pairing(new PendingPairing("pair_1", "K7Q2", "secret")));
      store.update(state -> state.paired("term_1", "term_1.credential"));
      last = store.update(state -> state.opening("1.0.0", SALE));
    }
    try (var store = FileTerminalStore.open(file)) {
      assertThat(store.state()).isEqualTo(last);
      assertThat(store.update(TerminalState::closing).openAttempt()).isNull();
    }
    try (var store = FileTerminalStore.open(file)) {
      assertThat(store.state()).isEqualTo(last.closing());
    }
  }

  @Test
  void hasTheStepOnDiskWhenUpdateReturns() throws Exception {
    try (var store = FileTerminalStore.create(file, fresh)) {
      var attempt = store.update(state -> state.opening("1.0.0", SALE)).openAttempt();
      assertThat(attempt).isNotNull();
      assertThat(Files.readString(file)).contains(attempt.attemptId(), "\"key_counter\" : 1");
    }
  }

  @Test
  void keepsTheLastStateWhenAStepCannotBeWritten() throws Exception {
    try (var store = FileTerminalStore.create(file, fresh)) {
      // A directory with something in it, where the new state would be written.
      Files.createDirectories(directory.resolve("terminals/one.json.new/full"));
      assertThatThrownBy(() -> store.update(state -> state.opening("1.0.0", SALE)))
          .isInstanceOf(StateNotStoredException.class)
          .hasMessageContaining("cannot store");
      assertThat(store.state()).isEqualTo(fresh);
    }
    Files.delete(directory.resolve("terminals/one.json.new/full"));
    try (var store = FileTerminalStore.open(file)) {
      assertThat(store.state()).isEqualTo(fresh);
    }
  }

  @Test
  void isReadableForItsOwnerOnly() throws Exception {
    try (var store = FileTerminalStore.create(file, fresh)) {
      store.update(state -> state.paired("term_1", "term_1.credential"));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void isUsedByOneTerminalAtATime() {
    try (var store = FileTerminalStore.create(file, fresh)) {
      assertThatThrownBy(() -> FileTerminalStore.open(file))
          .isInstanceOf(StateNotStoredException.class)
          .hasMessage(file + " is in use by another emulator");
      assertThat(store.state()).isEqualTo(fresh);
    }
  }

  @Test
  void neverReplacesATerminal() {
    FileTerminalStore.create(file, fresh).close();
    assertThatThrownBy(() -> FileTerminalStore.create(file, fresh))
        .isInstanceOf(StateNotStoredException.class)
        .hasMessageContaining("already");
    FileTerminalStore.open(file).close();
  }

  @Test
  void saysThatThereIsNoTerminal() {
    assertThatThrownBy(() -> FileTerminalStore.open(file))
        .isInstanceOf(StateNotStoredException.class)
        .hasMessage("there is no terminal in " + file);
  }

  @Test
  void quotesNothingOfABrokenFile() throws Exception {
    Files.createDirectories(directory.resolve("terminals"));
    Files.writeString(file, "{\"initial_key\":\"SECRET");
    assertThatThrownBy(() -> FileTerminalStore.open(file))
        .isInstanceOf(StateNotStoredException.class)
        .hasMessage(file + " is not a terminal's state")
        .hasNoCause();
  }
}
