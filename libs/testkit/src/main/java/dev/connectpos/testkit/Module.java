package dev.connectpos.testkit;

import java.nio.file.Path;

/** The module whose tests are running. Surefire tells; an IDE starts tests in the module. */
final class Module {

  private Module() {}

  static Path directory() {
    return Path.of(System.getProperty("connect.module.dir", System.getProperty("user.dir")));
  }
}
