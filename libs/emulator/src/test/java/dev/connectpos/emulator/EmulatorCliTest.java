package dev.connectpos.emulator;

import static dev.connectpos.emulator.TerminalFixture.LISTED;
import static dev.connectpos.emulator.TerminalFixture.ORDER;
import static dev.connectpos.emulator.TerminalFixture.OTHER_ORDER;
import static dev.connectpos.emulator.TerminalFixture.result;
import static dev.connectpos.emulator.TerminalFixture.show;
import static dev.connectpos.emulator.TerminalFixture.welcome;
import static dev.connectpos.emulator.TerminalFixture.withdraw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.dukpt.EncryptedCard;
import dev.connectpos.emulator.ScriptedServer.Session;
import dev.connectpos.emulator.state.FileTerminalStore;
import dev.connectpos.emulator.state.TerminalState;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command line: what a person sees, and what a script gets. */
final class EmulatorCliTest {

  private static final String BDK = "FEDCBA9876543210F1F1F1F1F1F1F1F1";

  private final ScriptedServer server = new ScriptedServer();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path directory;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path state;

  @BeforeEach
  void nameTheFile() {
    state = directory.resolve("terminal.json");
  }

  @AfterEach
  void closeServer() {
    server.close();
  }

  /** Keys for the command to hear. */
  private static final class Keyboard {
    private final PipedOutputStream keys = new PipedOutputStream();
    private final InputStream plug;

    Keyboard() throws IOException {
      plug = new PipedInputStream(keys);
    }

    void enter() throws IOException {
      type("");
    }

    void type(String line) throws IOException {
      keys.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      keys.flush();
    }

    void unplug() throws IOException {
      keys.close();
    }
  }

  private CompletableFuture<Integer> run(InputStream keyboard, String... options) {
    var arguments = new ArrayList<>(List.of("--server", server.uri().toString()));
    arguments.addAll(List.of("--state", state.toString()));
    arguments.addAll(List.of(options));
    var command =
        new CommandLine(new EmulatorCli(keyboard, ""))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    return CompletableFuture.supplyAsync(
        () -> command.execute(arguments.toArray(String[]::new)),
        task -> Thread.ofVirtual().start(task));
  }

  private void paired() {
    FileTerminalStore.create(state, TerminalFixture.paired()).close();
  }

  private static void assertExit(CompletableFuture<Integer> run, int code) {
    assertThat(run).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo(code);
  }

  @Test
  void pairsThenSellsWheneverEnterIsPressedAndEndsWithTheInput() throws IOException {
    server.onPairing(
        (request, answer) -> {
          if (HttpMethod.POST.equals(request.method())) {
            answer.send(201, "{'pairing_id':'p','code':'K7Q2MZ','pairing_secret':'s'}");
          } else {
            answer.send(
                200,
                "{'status':'paired','terminal_id':'term_1','device_credential':'%s'}"
                    .formatted(ScriptedServer.CREDENTIAL));
          }
        });
    var keyboard = new Keyboard();
    var run =
        run(
            keyboard.plug,
            "--pair",
            "--pin",
            "1234",
            "--injection-key",
            BDK,
            "--merchant",
            "Padaria");
    Session session = server.sessionAfterHello();
    session.say(welcome());
    session.say(show(ORDER));
    session.expect("order.shown");
    await().until(() -> out.toString().contains("pressione ENTER para apresentar o cartão"));
    keyboard.enter();
    JsonNode start = session.expect("payment.start");
    assertThat(start.path("card").has("pin_block")).isTrue();
    session.say(result(start, "approved"));
    session.expect("payment.confirm");
    session.say(result(start, "captured"));
    await().until(() -> out.toString().contains("VIA DO ESTABELECIMENTO"));
    keyboard.unplug();
    assertExit(run, 0);
    assertThat(out.toString())
        .contains("K7Q2MZ", "paired: term_1", "Aguardando Pagamentos", "R$ 19,90", "Padaria")
        .doesNotContain("4000000000000010");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void sellsUnattendedAndDeclinesAfterTheSalesItWasTold() {
    paired();
    var run = run(InputStream.nullInputStream(), "--auto", "--decline-after", "1", "--frames");
    Session session = server.sessionAfterHello();
    session.say(welcome());
    session.say(show(ORDER));
    session.expect("order.shown");
    JsonNode first = session.expect("payment.start");
    assertThat(pan(first)).endsWith("0010");
    session.say(result(first, "approved"));
    session.expect("payment.confirm");
    session.say(result(first, "captured"));
    session.say(show(OTHER_ORDER));
    session.expect("order.shown");
    assertThat(pan(session.expect("payment.start"))).endsWith("0028");
    session.close(4001);
    assertExit(run, 1);
    assertThat(err.toString()).isEqualTo("another session of this terminal took over\n");
    assertThat(out.toString())
        .contains("→ {\"type\":\"payment.start\"", "\"card\":\"***\"", "← {\"type\":\"welcome\"");
  }

  @Test
  void picksByCodeAndPaysInParts() throws IOException {
    paired();
    var keyboard = new Keyboard();
    var run = run(keyboard.plug, "--pay", "1000,990");
    Session session = server.sessionAfterHello();
    session.say(welcome());
    await().until(() -> out.toString().contains("Aguardando Pagamentos"));
    keyboard.type("list mesa");
    assertThat(session.expect("order.list").path("filter").asText()).isEqualTo("mesa");
    session.say("{'type':'order.listed','seq':2,'orders':[%s],'more':false}".formatted(LISTED));
    await().until(() -> out.toString().contains("PED-1 Mesa 3 R$ 19,90"));
    keyboard.type("pick PED-1");
    session.expect("order.list");
    session.say("{'type':'order.listed','seq':2,'orders':[%s],'more':false}".formatted(LISTED));
    assertThat(session.expect("order.pick").path("order_id").asText()).isEqualTo("or_1");
    session.say(show(LISTED));
    session.expect("order.shown");
    await().until(() -> out.toString().contains("pressione ENTER para apresentar o cartão"));
    keyboard.enter();
    JsonNode first = session.expect("payment.start");
    assertThat(first.path("amount_minor").asLong()).isEqualTo(1000);
    session.say(result(first, "captured"));
    session.say(show(LISTED.replace("'owed_minor':1990", "'owed_minor':990")));
    session.expect("order.shown");
    keyboard.type("back");
    assertThat(session.expect("order.release").path("order_id").asText()).isEqualTo("or_1");
    session.say(withdraw("or_1", "released"));
    keyboard.unplug();
    assertExit(run, 0);
  }

  @Test
  void sellsAnAmountThatIsTyped() throws IOException {
    paired();
    var keyboard = new Keyboard();
    var run = run(keyboard.plug);
    Session session = server.sessionAfterHello();
    session.say(welcome());
    await().until(() -> out.toString().contains("Aguardando Pagamentos"));
    keyboard.type("sell nothing");
    await().until(() -> err.toString().contains("sell CENTAVOS"));
    keyboard.type("sell 1990 credit 3");
    await().until(() -> out.toString().contains("pressione ENTER para apresentar o cartão"));
    assertThat(out.toString()).contains("Valor avulso", "R$ 19,90");
    keyboard.enter();
    JsonNode start = session.expect("sale.start");
    assertThat(start.path("amount_minor").asLong()).isEqualTo(1990);
    assertThat(start.path("installments").asInt()).isEqualTo(3);
    keyboard.unplug();
    assertExit(run, 0);
  }

  @Test
  void cancelsReportsAndPrintsAgainFromTheKeyboard() throws IOException {
    paired();
    var keyboard = new Keyboard();
    var run = run(keyboard.plug, "--frames");
    Session session = server.sessionAfterHello();
    session.say(welcome());
    await().until(() -> out.toString().contains("Aguardando Pagamentos"));
    keyboard.type("unlock 4321");
    assertThat(session.expect("admin.unlock").path("password").asText()).isEqualTo("4321");
    session.say("{'type':'admin.unlocked','seq':2,'expires_in_ms':300000}");
    session.expect("sales.list");
    keyboard.type("sales 2026-11-22 1990 nsu 77");
    JsonNode asked = session.expect("sales.list");
    assertThat(asked.path("date").asText()).isEqualTo("2026-11-22");
    assertThat(asked.path("amount_minor").asLong()).isEqualTo(1990);
    session.say(
        "{'type':'sales.listed','seq':3,'date':'2026-11-22','more':false,'sales':[{'payment_id':'pay_1',"
            + "'nsu':'77','amount_minor':1990,'refunded_minor':0,'currency':'BRL',"
            + "'payment_type':'credit','installments':1,'last_four':'0010','status':'captured',"
            + "'cancelable':true}]}");
    await().until(() -> out.toString().contains("cancel NSU cancela"));
    keyboard.type("reprint 77");
    await().until(() -> out.toString().contains("REIMPRESSÃO"));
    keyboard.type("cancel 77");
    await().until(() -> out.toString().contains("Cancelar venda, NSU 77"));
    keyboard.enter();
    assertThat(session.expect("sale.cancel").path("payment_id").asText()).isEqualTo("pay_1");
    keyboard.type("report yesterday");
    await().until(() -> err.toString().contains("report [YYYY-MM-DD]"));
    keyboard.type("sales yesterday");
    await().until(() -> err.toString().contains("sales [YYYY-MM-DD]"));
    keyboard.type("report");
    session.expect("report.get");
    keyboard.type("help");
    await().until(() -> out.toString().contains("stays away from the server"));
    keyboard.unplug();
    assertExit(run, 0);
    assertThat(out.toString()).contains("admin.unlock").doesNotContain("4321");
  }

  @Test
  void letsThingsGoWrongFromTheCommandLineAndTheKeyboard() throws IOException {
    paired();
    var keyboard = new Keyboard();
    var run = run(keyboard.plug, "--line", "drop:out:order.shown", "--power-cut", "attempt_stored");
    Session session = server.sessionAfterHello();
    session.say(welcome());
    session.say(show(ORDER));
    await().until(() -> out.toString().contains("pressione ENTER para apresentar o cartão"));
    session.expectNothingBut();
    keyboard.enter();
    session = server.sessionAfterHello();
    session.say(welcome());
    session.expect("payment.query");
    keyboard.type("line lose:it");
    await().until(() -> err.toString().contains("a fault of the line is EFFECT:DIRECTION:TYPE"));
    keyboard.type("line duplicate:out:pong");
    keyboard.type("offline soon");
    await().until(() -> err.toString().contains("offline SECONDS"));
    session.say("{'type':'ping','seq':1}");
    session.expect("pong");
    session.expect("pong");
    keyboard.type("offline 0");
    server.sessionAfterHello();
    keyboard.unplug();
    assertExit(run, 0);
  }

  @Test
  void helpListsAllThatCanBeTyped() {
    assertThat(
            new CommandLine(new EmulatorCli(InputStream.nullInputStream(), "")).getUsageMessage())
        .contains(
            "sell CENTAVOS",
            "list [TEXT]",
            "pick CODE",
            "unlock PASSWORD",
            "cancel NSU",
            "report [YYYY-MM-DD]",
            "reprint [NSU]",
            "offline SECONDS",
            "line RULE");
  }

  @Test
  void wrongRuleForTheLineEndsInOneLine() {
    paired();
    assertExit(run(InputStream.nullInputStream(), "--line", "drop"), 1);
    assertThat(err.toString())
        .startsWith("a fault of the line is EFFECT:DIRECTION:TYPE")
        .hasLineCount(1);
  }

  private static String pan(JsonNode start) {
    JsonNode card = start.path("card");
    var encrypted =
        new EncryptedCard(
            card.path("ksn").asText(), card.path("iv").asText(), card.path("data").asText(), null);
    try (var keys = TerminalFixture.BDK.workingKeys(encrypted.keySerialNumber())) {
      byte[] contents = encrypted.open(keys, start.path("attempt_id").asText());
      return ScriptedServer.parse(new String(contents, StandardCharsets.UTF_8))
          .path("pan")
          .asText();
    }
  }

  @Test
  void exitsWithTwoWhenTheCredentialIsRefused() {
    paired();
    server.accept("another");
    assertExit(run(InputStream.nullInputStream(), "--auto"), 2);
    assertThat(err.toString())
        .isEqualTo("the server refuses the terminal's credential; pair it again\n");
  }

  @Test
  void keepsTryingAndSaysSoWhileTheServerIsDown() throws IOException {
    paired();
    server.close();
    var keyboard = new Keyboard();
    var run = run(keyboard.plug);
    await().until(() -> out.toString().split("no session \\(server unreachable\\)", -1).length > 2);
    keyboard.unplug();
    assertExit(run, 0);
  }

  @Test
  void saysInOneLineWhatIsMissing() {
    assertExit(run(InputStream.nullInputStream()), 1);
    assertThat(err.toString())
        .isEqualTo("there is no terminal in " + state + "; run with --pair to make one\n");
  }

  @Test
  void saysThatATerminalIsNotPaired() {
    FileTerminalStore.create(
            state,
            TerminalState.injected(
                "EMU0000001", "EMULATOR", TerminalFixture.BDK, new SecureRandom()))
        .close();
    assertExit(run(InputStream.nullInputStream(), "--auto"), 1);
    assertThat(err.toString())
        .isEqualTo("the terminal in " + state + " is not paired; run it with --pair\n");
  }

  @Test
  void refusesACardNumberThatIsNone() {
    paired();
    assertExit(run(InputStream.nullInputStream(), "--card", "12"), 1);
    assertThat(err.toString()).isEqualTo("a card number has 12 to 19 digits\n");
  }

  @Test
  void neverRepeatsAWrongInjectionKey() {
    assertExit(run(InputStream.nullInputStream(), "--pair", "--injection-key", "SECRET"), 1);
    assertThat(err.toString()).isEqualTo("a key is 32 or 64 hexadecimal digits\n");
  }

  @Test
  void beginsErrorLinesAsTheProgramItIsPartOf() {
    int code =
        new CommandLine(new EmulatorCli(InputStream.nullInputStream(), "connect: "))
            .setErr(new PrintWriter(err))
            .execute("--state", state.toString());
    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).startsWith("connect: there is no terminal in ");
  }
}
