package dev.connectpos.emulator;

import dev.connectpos.dukpt.BaseDerivationKey;
import dev.connectpos.emulator.fault.FaultyLine;
import dev.connectpos.emulator.fault.LineRule;
import dev.connectpos.emulator.screen.Slip;
import dev.connectpos.emulator.state.FileTerminalStore;
import dev.connectpos.emulator.state.StateNotStoredException;
import dev.connectpos.emulator.state.TerminalState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The emulator on the command line. */
@Command(
    name = "terminal",
    mixinStandardHelpOptions = true,
    version = "protocol connect-terminal.v1",
    description = {
      "A card terminal without hardware.",
      "",
      "While it is on, and unless --auto was given, type:",
      EmulatorCli.KEYS,
      ""
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:switched off",
      "1:stopped by an error, said in one line",
      "2:the server refuses the terminal's credential, or the command line is wrong"
    })
public final class EmulatorCli implements Callable<Integer> {

  /** What can be typed while a terminal is on, for the help of a program that this is a part of. */
  public static final String KEYS = Keys.HELP;

  private static final int STOPPED = 1;
  private static final int CREDENTIAL_REFUSED = 2;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--server",
      defaultValue = "http://127.0.0.1:8080",
      description = "base URL (${DEFAULT-VALUE})")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private URI server;

  @Option(names = "--state", required = true, description = "file that holds the terminal")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path stateFile;

  @Option(
      names = "--pair",
      description = "pair it first, if it is not paired; makes the terminal if there is none")
  private boolean pair;

  @Option(
      names = "--serial",
      defaultValue = "EMU0000001",
      description = "serial number of a terminal to make (${DEFAULT-VALUE})")
  private String serial = "";

  @Option(
      names = "--model",
      defaultValue = "EMULATOR",
      description = "model of a terminal to make (${DEFAULT-VALUE})")
  private String model = "";

  @Option(
      names = "--injection-key",
      defaultValue = "${env:CONNECT_BDK}",
      description =
          "base derivation key to inject a terminal to make from, as the key injection room would;"
              + " best given as CONNECT_BDK in the environment. Test keys only")
  private @Nullable String injectionKey;

  @Option(
      names = "--auto",
      description =
          "present the card to every order, unattended; a terminal in listed mode picks them too")
  private boolean automatic;

  @Option(
      names = "--pay",
      split = ",",
      description = "pay listed orders in these amounts, in centavos, then the rest")
  private List<Long> parts = List.of();

  @Option(
      names = "--card",
      defaultValue = "4000000000000010",
      description = "test card number (${DEFAULT-VALUE})")
  private String pan = "";

  @Option(names = "--pin", description = "PIN to type; none if not given")
  private @Nullable String pin;

  @Option(
      names = "--entry-mode",
      defaultValue = "CHIP",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private EntryMode entryMode = EntryMode.CHIP;

  @Option(
      names = "--delay-ms",
      defaultValue = "0",
      description = "with --auto: milliseconds until the card is presented, and to type the PIN")
  private long delayMs;

  @Option(
      names = "--decline-after",
      description = "after this many captured sales, present the card that is declined")
  private int declineAfter = Integer.MAX_VALUE;

  @Option(
      names = "--fault",
      split = ",",
      description = "let go wrong, once per attempt: ${COMPLETION-CANDIDATES}")
  private List<Fault> faults = List.of();

  @Option(
      names = "--power-cut",
      split = ",",
      description =
          "let the power go once just after this, all that is not stored lost:"
              + " ${COMPLETION-CANDIDATES}")
  private List<Step> powerCuts = List.of();

  @Option(
      names = "--line",
      split = ",",
      paramLabel = "RULE",
      description =
          "let messages go wrong: (drop|delay=MS|duplicate|reorder):(in|out):(TYPE|any)"
              + "[:next|TIMES|always|N%%]")
  private List<String> line = List.of();

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "of the chances in --line; the same seed does the same (${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--clock-skew-ms",
      defaultValue = "0",
      description = "set the terminal's clock fast, or slow if negative, by milliseconds")
  private long clockSkewMs;

  @Option(names = "--merchant", description = "merchant's name on the slips")
  private @Nullable String merchant;

  @Option(names = "--frames", description = "show every frame (card data masked)")
  private boolean frames;

  private final InputStream keyboard;
  private final String prefix;
  private final List<LineRule> typedRules = new ArrayList<>();

  /** With the process's own input as keyboard. */
  public EmulatorCli() {
    this(System.in, "");
  }

  /**
   * As a part of another program.
   *
   * @param prefix what every error line begins with
   */
  public EmulatorCli(InputStream keyboard, String prefix) {
    this.keyboard = keyboard;
    this.prefix = prefix;
  }

  /** Runs a terminal until it is switched off. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new EmulatorCli()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    var clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    var console = new Console(spec.commandLine().getOut(), automatic, frames);
    var settings = TerminalSettings.of(server);
    if (merchant != null) {
      settings = settings.withMerchantName(merchant);
    }
    try (var store = openStore();
        var emulator = new Emulator(clock)) {
      if (pair) {
        emulator.pair(settings, store, console::pairing);
      } else if (store.state().credential() == null) {
        return fail("the terminal in " + stateFile + " is not paired; run it with --pair");
      }
      return run(emulator, settings, store, console);
    } catch (StateNotStoredException | PairingException | IllegalArgumentException e) {
      return fail(String.valueOf(e.getMessage()));
    }
  }

  private int run(
      Emulator emulator, TerminalSettings settings, FileTerminalStore store, Console console)
      throws InterruptedException {
    var shopper = shopper();
    var running = new AtomicReference<@Nullable Terminal>();
    var sales = new AtomicInteger();
    TerminalObserver observer =
        event -> {
          console.observe(event);
          if (event instanceof TerminalEvent.SlipPrinted(_, var slip)
              && slip.copy() == Slip.Copy.CUSTOMER
              && sales.incrementAndGet() == declineAfter) {
            var terminal = running.get();
            if (terminal != null) {
              terminal.shopper(shopper.withCard(TestCards.DECLINED.withPin(pin)));
            }
          }
        };
    var terminal =
        emulator.start(
            settings,
            store,
            declineAfter == 0 ? shopper.withCard(TestCards.DECLINED.withPin(pin)) : shopper,
            observer);
    running.set(terminal);
    faults.forEach(terminal::arm);
    powerCuts.forEach(terminal::cutPowerAt);
    terminal.clockSkew(Duration.ofMillis(clockSkewMs));
    if (!line.isEmpty()) {
      terminal.line(new FaultyLine(seed, rules(List.of())));
    }
    if (!automatic) {
      Thread.ofPlatform().daemon().name("keyboard").start(() -> listen(terminal));
    }
    try {
      return exitCode(terminal.ended().get());
    } catch (ExecutionException e) {
      return fail(Ending.FAILED.message() + ": " + e.getCause());
    }
  }

  /** Those of the command line, then those that were typed since. */
  private List<LineRule> rules(List<LineRule> typed) {
    return Stream.concat(line.stream().map(LineRule::parse), typed.stream()).toList();
  }

  private ShopperScript shopper() {
    var delay = Duration.ofMillis(delayMs);
    var card = TestCards.of(pan).withPin(pin);
    return new ShopperScript(card, entryMode, automatic, delay, delay, parts);
  }

  private FileTerminalStore openStore() {
    if (Files.exists(stateFile)) {
      return FileTerminalStore.open(stateFile);
    }
    if (!pair) {
      throw new StateNotStoredException(
          "there is no terminal in " + stateFile + "; run with --pair to make one");
    }
    if (injectionKey == null) {
      throw new StateNotStoredException("a new terminal needs a key: set CONNECT_BDK");
    }
    try (var bdk = BaseDerivationKey.ofHex(injectionKey)) {
      return FileTerminalStore.create(
          stateFile, TerminalState.injected(serial, model, bdk, new SecureRandom()));
    }
  }

  /** ENTER presents the card; the end of the input switches the terminal off. */
  private void listen(Terminal terminal) {
    var out = spec.commandLine().getOut();
    var keys =
        new Keys(
            terminal,
            help -> {
              out.println(help);
              out.flush();
            },
            this::fail,
            rule -> {
              var parsed = LineRule.parse(rule);
              typedRules.add(parsed);
              terminal.line(new FaultyLine(seed, rules(typedRules)));
            });
    try (var lines = new BufferedReader(new InputStreamReader(keyboard, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        keys.typed(line);
      }
    } catch (IOException e) {
      // A keyboard that cannot be read is as good as none: switch off as at its end.
    }
    terminal.close();
  }

  private int exitCode(Ending ending) {
    return switch (ending) {
      case CLOSED -> 0;
      case CREDENTIAL_REFUSED -> {
        fail(ending.message());
        yield CREDENTIAL_REFUSED;
      }
      case FENCED, KEYS_EXHAUSTED, STATE_NOT_STORED, FAILED -> fail(ending.message());
    };
  }

  private int fail(String line) {
    var err = spec.commandLine().getErr();
    err.println(prefix + line);
    err.flush();
    return STOPPED;
  }
}
