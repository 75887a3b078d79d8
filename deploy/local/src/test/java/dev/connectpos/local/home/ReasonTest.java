package dev.connectpos.local.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class ReasonTest {

  @Test
  void isNeverAPathAndNeverNothing() {
    assertThat(Reason.of(new AccessDeniedException("/x"))).isEqualTo("permission denied");
    assertThat(Reason.of(new NoSuchFileException("/x"))).isEqualTo("no such file or folder");
    assertThat(Reason.of(new FileSystemException("/x", null, "Read-only file system")))
        .isEqualTo("read-only file system");
    assertThat(Reason.of(new DirectoryNotEmptyException("/x")))
        .isEqualTo("DirectoryNotEmptyException");
    assertThat(Reason.of(new ConnectException())).isEqualTo("connection refused");
    assertThat(Reason.of(new IOException())).isEqualTo("IOException");
  }
}
