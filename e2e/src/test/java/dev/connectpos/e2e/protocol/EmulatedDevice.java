package dev.connectpos.e2e.protocol;

import dev.connectpos.dukpt.BaseDerivationKey;
import dev.connectpos.emulator.Emulator;
import dev.connectpos.emulator.ShopperScript;
import dev.connectpos.emulator.StandaloneSale;
import dev.connectpos.emulator.Terminal;
import dev.connectpos.emulator.TerminalEvent;
import dev.connectpos.emulator.TerminalSettings;
import dev.connectpos.emulator.TestCards;
import dev.connectpos.emulator.screen.Screen;
import dev.connectpos.emulator.state.MemoryTerminalStore;
import dev.connectpos.emulator.state.TerminalState;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The emulator of this project. Its store is the memory that a power cut leaves alone. */
final class EmulatedDevice implements Device {
  private static final String BDK = "FEDCBA9876543210F1F1F1F1F1F1F1F1";
  private static final AtomicInteger SERIALS = new AtomicInteger();

  private final MemoryTerminalStore store;
  private final AtomicInteger printed = new AtomicInteger();
  private @Nullable Emulator emulator;
  private @Nullable Terminal terminal;

  EmulatedDevice() {
    try (var bdk = BaseDerivationKey.ofHex(BDK)) {
      String serial = "DEV" + (10_000 + SERIALS.incrementAndGet());
      store =
          new MemoryTerminalStore(
              TerminalState.injected(serial, "EMULATOR", bdk, new SecureRandom()));
    }
  }

  @Override
  public void on(URI server) {
    var settings =
        TerminalSettings.of(server)
            .withReconnect(Duration.ofMillis(50), Duration.ofSeconds(2))
            .withAskAgainAfter(Duration.ofSeconds(2))
            .withShowAgainAfter(Duration.ofMillis(50));
    var made = new Emulator(Clock.systemUTC());
    emulator = made;
    try {
      made.pair(settings, store, _ -> {});
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    terminal = made.start(settings, store, ShopperScript.manual(TestCards.APPROVED), this::observe);
  }

  private void observe(TerminalEvent event) {
    if (event instanceof TerminalEvent.DocumentPrinted) {
      printed.incrementAndGet();
    }
  }

  @Override
  public void off() {
    if (emulator != null) {
      emulator.close();
      emulator = null;
      terminal = null;
    }
  }

  private Terminal terminal() {
    if (terminal == null) {
      throw new IllegalStateException("the terminal is off");
    }
    return terminal;
  }

  @Override
  public void presentCard() {
    terminal().presentCard();
  }

  @Override
  public void sell(long amountMinor) {
    terminal().sell(StandaloneSale.credit(amountMinor));
    Awaitility.await().until(() -> screen().contains("cartão"));
    terminal().presentCard();
  }

  @Override
  public String screen() {
    Screen shown = terminal().screen();
    return shown == null ? "" : String.join(" ", shown.lines());
  }

  @Override
  public int printed() {
    return printed.get();
  }
}
