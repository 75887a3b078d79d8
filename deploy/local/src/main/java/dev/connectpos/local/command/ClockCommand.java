package dev.connectpos.local.command;

import dev.connectpos.local.home.EnvFile;
import dev.connectpos.local.home.Failure;
import dev.connectpos.local.seed.Api;
import dev.connectpos.local.seed.Api.Answer;
import dev.connectpos.local.seed.Api.Caller;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whoever wants to see what tomorrow brings, or the day after the 180th. */
@Command(
    name = "clock",
    description = "Show the system's clock, or put it forward: it never goes back.",
    footer = {
      "",
      "Examples:",
      "  ./connect clock              what it shows",
      "  ./connect clock P1D          tomorrow, in all services",
      "  ./connect clock PT5M         five minutes later"
    })
public final class ClockCommand implements Callable<Integer> {
  private static final String ROUTE = "/acquirer/v1/test-clock";

  @Spec private CommandSpec spec;

  @Mixin private HomeOption homeOption;

  @Parameters(
      paramLabel = "BY",
      arity = "0..1",
      description = "How much further forward, as an ISO 8601 duration of days or less.")
  private @Nullable String by;

  /** Filled by picocli. */
  @SuppressWarnings("NullAway.Init")
  public ClockCommand() {}

  @Override
  public Integer call() {
    Duration further = further();
    homeOption.awaitUp();
    var env = new EnvFile(homeOption.home().demoEnv());
    var api = new Api(URI.create(env.require("PDV_URL")));
    var admin = Caller.bearer(env.require("ADMIN_TOKEN"));
    Answer shown = shown(api.get(ROUTE, admin));
    if (!further.isZero()) {
      Duration ahead = Duration.parse(shown.body().path("offset").asText()).plus(further);
      shown = shown(api.put(ROUTE, admin, Map.of("offset", ahead.toString())));
    }
    var out = spec.commandLine().getOut();
    out.printf(
        "%s, %s ahead of the real time; every service follows within a second.%n",
        shown.body().path("now").asText(), shown.body().path("offset").asText());
    out.flush();
    return 0;
  }

  private Duration further() {
    if (by == null) {
      return Duration.ZERO;
    }
    try {
      Duration further = Duration.parse(by);
      if (!further.isNegative()) {
        return further;
      }
    } catch (DateTimeParseException _) {
      // Told below, as every other text that is none.
    }
    throw new CommandLine.ParameterException(
        spec.commandLine(), by + " is no duration forward, such as P1D or PT5M");
  }

  private static Answer shown(Answer answer) {
    if (!answer.isSuccess()) {
      throw new Failure("the clock was not put forward: " + answer.body());
    }
    return answer;
  }
}
