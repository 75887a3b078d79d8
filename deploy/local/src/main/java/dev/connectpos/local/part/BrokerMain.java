package dev.connectpos.local.part;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import kafka.tools.StorageTool;

/** Formats the broker's folder if it is new, and runs the broker; the main class of its JVM. */
public final class BrokerMain {

  private BrokerMain() {}

  /**
   * @param arguments the file with the broker's properties, and the cluster's id
   */
  public static void main(String[] arguments) {
    String properties = arguments[0];
    var format = new String[] {"format", "-t", arguments[1], "-c", properties, "-g"};
    var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    int code = StorageTool.execute(format, silent);
    if (code != 0) {
      throw new IllegalStateException("the broker's folder cannot be formatted");
    }
    kafka.Kafka.main(new String[] {properties});
  }
}
