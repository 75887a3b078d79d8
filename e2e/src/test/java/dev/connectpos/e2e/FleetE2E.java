package dev.connectpos.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.emulator.Terminal;
import dev.connectpos.emulator.TerminalEvent;
import dev.connectpos.emulator.TestCards;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Many terminals: what an idle one costs, and whether a command is lost when all of them come back
 * at once.
 *
 * <p>{@code -Dconnect.e2e.idle=5000 -Dconnect.e2e.storms=50 -Dconnect.e2e.storm=2000} measures a
 * fleet, {@code -Dconnect.e2e.terminal-replicas=1} on one replica; the defaults keep the build
 * short.
 */
final class FleetE2E {
  private static final int IDLE = Integer.getInteger("connect.e2e.idle", 300);
  private static final int STORMS = Integer.getInteger("connect.e2e.storms", 3);
  private static final int STORM = Integer.getInteger("connect.e2e.storm", 200);

  /** An order for every so many terminals meets each storm. */
  private static final int ORDER_EVERY = 20;

  private static final int AT_ONCE = 32;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  private final AtomicInteger welcomes = new AtomicInteger();

  /** What an idle terminal holds of the server's heap, its session and its buffers together. */
  @Test
  void anIdleTerminalCostsLittle() throws Exception {
    try (Shop shop = Shop.open("idle fleet")) {
      shop.announceOnly("charge.paid");
      long before = liveBytes();
      connected(shop, "IDLE%05d", IDLE);
      long each = (liveBytes() - before) / IDLE;

      tell(IDLE + " idle terminals, " + each + " bytes of live heap each");
      assertThat(each).as("bytes of live heap for each terminal").isLessThan(64 * 1024);
    }
  }

  /** Every line is cut at once, again and again, while orders are on their way. */
  @Test
  void noCommandIsLostWhenAllComeBackAtOnce() throws Exception {
    try (Shop shop = Shop.open("storms")) {
      shop.announceOnly("charge.paid");
      shop.keepOpen(STORM);
      List<Terminal> fleet = connected(shop, "STORM%05d", STORM);
      var back = new ArrayList<Long>();
      for (int storm = 0; storm < STORMS; storm++) {
        int round = storm;
        welcomes.set(0);
        Instant began = Instant.now();
        fleet.forEach(Terminal::cutPower);
        List<String> orders =
            each(
                STORM / ORDER_EVERY,
                i ->
                    () -> {
                      String serial = serial("STORM%05d", (i * ORDER_EVERY + round) % STORM);
                      return shop.placed("STORM-" + round + "-" + i, 10_99, serial);
                    });
        await("all are back").atMost(PATIENCE).until(() -> welcomes.get() >= STORM);
        back.add(Duration.between(began, Instant.now()).toMillis());
        for (String order : orders) {
          shop.sink.next("charge.paid", order).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
          assertThat(shop.order(order).path("charges")).as("charges of %s", order).hasSize(1);
          shop.closePaid(order);
        }
      }
      back.sort(null);
      tell(
          STORMS
              + " storms of "
              + STORM
              + " terminals; ms until all are back: median "
              + back.get(back.size() / 2)
              + ", longest "
              + back.getLast());
    }
  }

  /** Pairs and starts so many terminals, and waits until each was welcomed. */
  private List<Terminal> connected(Shop shop, String serials, int count) throws Exception {
    welcomes.set(0);
    List<Terminal> fleet =
        each(
            count, i -> () -> shop.terminal(serial(serials, i), TestCards.APPROVED, this::observe));
    await("all are welcomed").atMost(PATIENCE).until(() -> welcomes.get() >= count);
    return fleet;
  }

  private void observe(TerminalEvent event) {
    if (event instanceof TerminalEvent.Connected) {
      welcomes.incrementAndGet();
    }
  }

  private static void tell(String figures) {
    System.getLogger("fleet").log(System.Logger.Level.INFO, figures);
  }

  private static String serial(String format, int number) {
    return String.format(Locale.ROOT, format, number);
  }

  private static <T> List<T> each(int count, IntFunction<Callable<T>> work) throws Exception {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var started = new ArrayList<Future<T>>();
      for (int i = 0; i < count; i++) {
        started.add(threads.submit(work.apply(i)));
      }
      var done = new ArrayList<T>();
      for (var one : started) {
        done.add(one.get());
      }
      return done;
    }
  }

  /** What is alive in terminal-service's heaps; counting it collects the rest. */
  private static long liveBytes() throws IOException, InterruptedException {
    long sum = 0;
    for (String replica : TheSystem.replicas("terminal-service")) {
      sum += liveBytes(TheSystem.running().pid(replica));
    }
    return sum;
  }

  private static long liveBytes(long pid) throws IOException, InterruptedException {
    var jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jcmd.waitFor()).as(said).isZero();
    var total = TOTAL.matcher(said);
    assertThat(total.find()).as(said).isTrue();
    return Long.parseLong(total.group(1));
  }
}
