package dev.connectpos.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastWordsTest {

  @TempDir private Path folder;

  private String of(String text) throws IOException {
    return LastWords.of(Files.writeString(folder.resolve("part.log"), text), 0);
  }

  @Test
  void theInnermostCauseMattersMost() throws IOException {
    assertThat(
            of(
                """
                INFO starting
                ERROR cannot start
                java.lang.RuntimeException: wrapped
                \tat a.B.c(B.java:1)
                Caused by: java.lang.IllegalStateException: CONNECT_BDK is missing
                \tat a.B.d(B.java:2)
                \t... 3 more
                INFO stopped
                """))
        .isEqualTo("java.lang.IllegalStateException: CONNECT_BDK is missing");
  }

  @Test
  void withoutACauseTheLastErrorMatters() throws IOException {
    assertThat(of("FATAL:  could not create lock file\nhint: nothing\n"))
        .isEqualTo("FATAL:  could not create lock file");
  }

  @Test
  void withoutAnErrorTheLastLineMatters() throws IOException {
    assertThat(of("one\ntwo\n\n")).isEqualTo("two");
  }

  @Test
  void aFullDiskIsSaidPlainly() throws IOException {
    assertThat(of("ERROR could not extend file: No space left on device\nERROR other\n"))
        .isEqualTo("the disk is full");
  }

  @Test
  void onlyWhatTheDeadProcessSaidCounts() throws IOException {
    Path log = Files.writeString(folder.resolve("part.log"), "ERROR of an earlier life\n");
    long born = Files.size(log);
    assertThat(LastWords.of(log, born)).startsWith("it said nothing");
    Files.writeString(log, "ERROR of an earlier life\nlast line\n");
    assertThat(LastWords.of(log, born)).isEqualTo("last line");
  }

  @Test
  void whatAnotherThreadDiedOfIsNotWhyTheProcessDied() throws IOException {
    String stray =
        """
        Exception in thread "executor-thread-2" java.lang.IllegalAccessError: module java.base
        \tat a.B.c(B.java:1)
        Caused by: java.lang.IllegalStateException: deeper
        \tat a.B.d(B.java:2)
        """;
    assertThat(of("ERROR Port 8081 is taken\n" + stray)).isEqualTo("ERROR Port 8081 is taken");
    assertThat(of(stray)).startsWith("it said nothing");
    assertThat(of("Exception in thread \"main\" java.lang.Error: no\n"))
        .isEqualTo("Exception in thread \"main\" java.lang.Error: no");
  }
}
