package dev.connectpos.local.command;

import dev.connectpos.local.home.EnvFile;
import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.seed.Api;
import dev.connectpos.local.seed.Api.Caller;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The operator who types the code on a terminal's screen. */
@Command(
    name = "pair",
    description = "Take a terminal into the demo account, by the code on its screen.",
    footer = {"", "Examples:", "  ./connect pair K7M2QX", "  ./connect pair K7M2QX --listed"})
public final class PairCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HomeOption homeOption;

  @Parameters(paramLabel = "CODE", description = "The six characters on its screen.")
  private String code;

  @Option(names = "--listed", description = "For listed orders instead of direct ones.")
  private boolean listed;

  /** Filled by picocli. */
  @SuppressWarnings("NullAway.Init")
  public PairCommand() {}

  @Override
  public Integer call() {
    homeOption.awaitUp();
    Home home = homeOption.home();
    var env = new EnvFile(home.demoEnv());
    var body =
        Map.of(
            "account_id", env.require("ACCOUNT_ID"),
            "pairing_code", code.toUpperCase(Locale.ROOT),
            "mode", listed ? "listed" : "direct");
    var api = new Api(URI.create(env.require("PDV_URL")));
    var admin = Caller.bearer(env.require("ADMIN_TOKEN"));
    // Claiming a code again answers the same terminal: each call may have a key of its own.
    var answer = api.post("/terminal/v1/terminals", admin, body, "pair-" + code);
    if (!answer.isSuccess()) {
      throw new Failure("the code was refused: " + answer.body().path("title").asText(code));
    }
    var out = spec.commandLine().getOut();
    out.printf(
        "%s is in the demo account, for %s orders.%n",
        answer.body().path("serial_number").asText(), answer.body().path("mode").asText());
    out.flush();
    return 0;
  }
}
