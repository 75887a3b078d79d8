package dev.connectpos.e2e.protocol;

import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A terminal with faults: it does not pair, forgets with its power, uses one key for ever, and
 * confirms whatever is approved, twice.
 */
final class LyingDevice implements Device {
  private static final String KEY = "LIAR0001-1.0.0-aaaaaa-0001";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable Probe probe;
  private volatile String order = "";

  @Override
  public void on(URI server) {
    var _ =
        threads.submit(
            () -> {
              Probe opened = Probe.open(Probe.Asking.bearer(server, "made-up"));
              probe = opened;
              opened.hello();
              while (true) {
                answer(opened);
              }
            });
  }

  private void answer(Probe opened) {
    var frame = opened.next();
    switch (frame.path("type").asText()) {
      case "order.show" -> {
        order = frame.path("order").path("order_id").asText();
        opened.send("{'type':'order.shown','order_id':'" + order + "'}");
      }
      case "payment.result" -> {
        if (frame.path("status").asText().equals("approved")) {
          String confirm =
              "{'type':'payment.confirm','order_id':'"
                  + frame.path("order_id").asText()
                  + "','attempt_id':'"
                  + frame.path("attempt_id").asText()
                  + "'}";
          synchronized (opened) { // So that no pong comes between them.
            opened.send(confirm);
            opened.send(confirm);
          }
        }
      }
      default -> {
        // Nothing that it lies about.
      }
    }
  }

  @Override
  public void presentCard() {
    if (probe != null) {
      probe.send(
          "{'type':'payment.start','order_id':'"
              + order
              + "','attempt_id':'"
              + KEY
              + "','card':{'ksn':'000000000000000000000001','pan':'4000000000000010'}}");
    }
  }

  @Override
  public void sell(long amountMinor) {
    throw new Rule.Skipped("it sells nothing by itself");
  }

  @Override
  public String screen() {
    return "Recusado";
  }

  @Override
  public int printed() {
    return 0;
  }

  @Override
  public void off() {
    if (probe != null) {
      probe.close();
    }
  }

  @Override
  public void close() {
    off();
    threads.shutdownNow();
  }
}
