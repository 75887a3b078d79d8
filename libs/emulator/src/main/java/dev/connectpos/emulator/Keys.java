package dev.connectpos.emulator;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What can be typed at the command line, one line a time. An empty line presents the card, and so
 * does one that begins with no known word.
 */
final class Keys {

  /** All there is to type, for people. */
  static final String HELP =
      """
        ENTER                presents the card
        back                 the red key: puts a listed order back, refuses a direct one
        sell CENTAVOS [credit | debit | voucher [INSTALMENTS]]
                             sells an amount without an order
        list [TEXT]          asks for the listed orders
        pick CODE            picks a listed order
        unlock PASSWORD      types the admin password, which a cancellation needs
        sales [YYYY-MM-DD] [CENTAVOS] [nsu NSU]
                             lists the sales of a day, today's if none is named
        more                 lists the sales before those
        cancel NSU           cancels a listed sale, once ENTER presents its card
        report [YYYY-MM-DD]  shows and prints what was sold in a day
        reprint [NSU]        prints the slips of the last, or of a listed, sale again
        offline SECONDS      stays away from the server for so long
        cut                  drops the line
        line RULE            lets something go wrong on the line, as --line does
        help                 shows this\
      """;

  private static final String DATE = "\\d{4}-\\d{2}-\\d{2}";

  private final Terminal terminal;
  private final Consumer<String> out;
  private final Consumer<String> err;
  private final Consumer<String> line;

  /**
   * @param out is told what was asked for
   * @param err is told of mistakes
   * @param line takes a rule for the line
   */
  Keys(Terminal terminal, Consumer<String> out, Consumer<String> err, Consumer<String> line) {
    this.terminal = terminal;
    this.out = out;
    this.err = err;
    this.line = line;
  }

  void typed(String typed) {
    String[] words = typed.strip().split("\\s+", 2);
    String rest = words.length > 1 ? words[1].strip() : "";
    try {
      act(words[0], rest);
    } catch (IllegalArgumentException e) {
      err.accept(usage(words[0], e));
    }
  }

  private void act(String word, String rest) {
    switch (word) {
      case "help" -> out.accept(HELP);
      case "list" -> terminal.list(rest);
      case "pick" -> terminal.pick(rest);
      case "back" -> terminal.putAway();
      case "sell" -> terminal.sell(sale(rest));
      case "unlock" -> terminal.unlock(rest);
      case "sales" -> terminal.sales(filter(rest));
      case "more" -> terminal.moreSales();
      case "cancel" -> terminal.cancel(rest);
      case "report" -> terminal.report(rest.isEmpty() ? null : date(rest));
      case "reprint" -> reprint(rest);
      case "offline" -> terminal.offline(Duration.ofSeconds(Long.parseLong(rest)));
      case "cut" -> terminal.cutPower();
      case "line" -> line.accept(rest);
      default -> terminal.presentCard();
    }
  }

  private void reprint(String name) {
    if (name.isEmpty()) {
      terminal.printAgain();
    } else {
      terminal.printAgain(name);
    }
  }

  /** An amount in centavos, and how it is paid: {@code 1990}, {@code 1990 credit 3}. */
  private static StandaloneSale sale(String typed) {
    String[] words = typed.split("\\s+", -1);
    return new StandaloneSale(
        Long.parseLong(words[0]),
        words.length > 1 ? words[1] : "credit",
        words.length > 2 ? Integer.parseInt(words[2]) : 1,
        "merchant");
  }

  private static SalesFilter filter(String typed) {
    @Nullable String date = null;
    @Nullable Long amount = null;
    @Nullable String nsu = null;
    String[] words = typed.isEmpty() ? new String[0] : typed.split("\\s+", -1);
    for (int i = 0; i < words.length; i++) {
      if (words[i].equals("nsu") && i + 1 < words.length) {
        nsu = words[++i];
      } else if (words[i].matches(DATE)) {
        date = words[i];
      } else {
        amount = Long.valueOf(words[i]);
      }
    }
    return new SalesFilter(date, amount, nsu);
  }

  private static String date(String typed) {
    if (!typed.matches(DATE)) {
      throw new IllegalArgumentException("a day is YYYY-MM-DD");
    }
    return typed;
  }

  /** How the word is used; a rule of the line says itself how it is written. */
  private static String usage(String word, IllegalArgumentException mistake) {
    return HELP.lines()
        .map(String::strip)
        .filter(help -> !word.equals("line") && help.startsWith(word + " "))
        .findFirst()
        .orElse(String.valueOf(mistake.getMessage()));
  }
}
