package dev.connectpos.e2e.protocol;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A terminal of somebody's own, worked by a command of theirs: a script of a test bench, or one
 * that asks a person. {@code command on URL}, {@code off}, {@code reset}, {@code card}, {@code sell
 * CENTAVOS}, {@code screen}, {@code printed}; the last two answer on standard output. Exit code 3
 * says that the device cannot do that.
 */
final class CommandedDevice implements Device {
  private static final int CANNOT = 3;
  private static final long PATIENCE_SECONDS = 120;

  private final String command;

  CommandedDevice(String command) {
    this.command = command;
    run("reset");
  }

  private String run(String... arguments) {
    var line = new ArrayList<String>(List.of(command));
    line.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(line + " does not come back");
      }
      if (process.exitValue() == CANNOT) {
        throw new Rule.Skipped("the device cannot do: " + arguments[0]);
      }
      if (process.exitValue() != 0) {
        throw new AssertionError(line + " failed with " + process.exitValue() + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new AssertionError(line + " cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void on(URI server) {
    run("on", server.toString());
  }

  @Override
  public void off() {
    run("off");
  }

  @Override
  public void presentCard() {
    run("card");
  }

  @Override
  public void sell(long amountMinor) {
    run("sell", Long.toString(amountMinor));
  }

  @Override
  public String screen() {
    return run("screen");
  }

  @Override
  public int printed() {
    return Integer.parseInt(run("printed"));
  }
}
