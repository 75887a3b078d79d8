package dev.connectpos.local.command;

import dev.connectpos.emulator.MagicTerminal;
import dev.connectpos.local.system.RunningSystem;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What to know and what to try when the system is up. */
final class Welcome {

  private Welcome() {}

  static void print(PrintWriter out, RunningSystem system, double seconds) {
    if (system.env().isEmpty()) {
      out.printf(Locale.ROOT, "%nReady after %.1f s: %s.%n", seconds, system);
      out.println("Passwords and tokens are in " + system.home().secrets());
      out.flush();
      return;
    }
    Map<String, String> env = system.env();
    String edge = env.getOrDefault("PDV_URL", "");
    out.printf(Locale.ROOT, "%nConnect is up after %.1f s.%n%n", seconds);
    out.printf(
        "  Console             %s/   (open it: counter and terminal, ready to sell)%n", edge);
    out.printf("  API and terminals   %s%n", edge);
    out.printf("  Terminal alone      %s/terminal/emulator%n", edge);
    out.printf("  Webhook inbox       %s%n", env.get("INBOX_URL"));
    out.printf("  Swagger UI          http://127.0.0.1:%d/q/swagger-ui/%n", 8081 + offset(system));
    out.println();
    out.printf("  Secret key          %s%n", env.get("SECRET_KEY"));
    out.printf("  Public key          %s%n", env.get("PUBLIC_KEY"));
    out.printf(
        "  Terminals           %s (direct), %s (listed)%n",
        env.get("TERMINAL_SERIAL"), env.get("LISTED_TERMINAL_SERIAL"));
    out.printf("  Magic terminals     %s%n", magic());
    out.println();
    out.println("Try, in another shell:");
    out.println();
    String here = HomeOption.typed(system.home());
    out.printf("  ./connect demo%s                two sales, hop by hop%n", here);
    out.printf(
        "  ./connect pair CODE%s           takes in the terminal in the browser, by its code%n",
        here);
    out.printf(
        "  ./connect terminal%s            the demo terminal; then create an order:%n", here);
    out.println("  . " + system.home().demoEnv());
    out.printf("  curl -sS -u \"$SECRET_KEY:\" \"$PDV_URL/core/v5/orders\" \\%n");
    out.println("    -H 'Content-Type: application/json' -H 'Idempotency-Key: my-first' \\");
    out.println("    -d '" + order(env.getOrDefault("TERMINAL_SERIAL", "")) + "'");
    out.println();
    out.printf("Ctrl-C or ./connect down%s stops everything; the data stays.%n", here);
    out.flush();
  }

  /** Serials that always do the same with an order. */
  private static String magic() {
    return Arrays.stream(MagicTerminal.values())
        .map(MagicTerminal::serial)
        .collect(Collectors.joining(" "));
  }

  private static String order(String serial) {
    return """
    {"closed":false,"items":[{"amount":1990,"description":"Café","quantity":1,"code":"1"}],\
    "customer":{"name":"Ana","email":"ana@example.com"},\
    "poi_payment_settings":{"visible":true,"devices_serial_number":["%s"],\
    "payment_setup":{"type":"credit","installments":1,"installment_type":"merchant"}}}\
    """
        .formatted(serial);
  }

  private static int offset(RunningSystem system) {
    return system.ports().offset();
  }
}
