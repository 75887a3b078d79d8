package dev.connectpos.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.simulator.Script.Manner;
import dev.connectpos.testkit.Golden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScriptTest {
  private static final String ANY = "4111111111111111";

  @Test
  void everyReturnCodeCanBeHad() {
    List<String> codes =
        IntStream.range(0, 100)
            .mapToObj(Script::ofCents)
            .filter(script -> script.manner() == Manner.PROMPT)
            .map(Script::action)
            .distinct()
            .toList();
    assertThat(codes).isEqualTo(List.copyOf(MerchantCodes.all()));
  }

  @Test
  void everyMannerCanBeHadByAmount() {
    assertThat(IntStream.range(0, 100).mapToObj(c -> Script.of(ANY, 1000 + c).manner()).distinct())
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(EnumSet.of(Manner.PROCESSING, Manner.PROCESSING_LOST)));
  }

  @Test
  void onlineOnTestTheCardAloneTells() {
    assertThat(Script.onlineOnTest("4000000000000010")).isEqualTo(Script.of(ANY, 19_90));
    assertThat(Script.onlineOnTest("4000000000000028").action()).isEqualTo("100");
    assertThat(Script.onlineOnTest("4000000000000036").manner()).isEqualTo(Manner.PROCESSING);
    assertThat(Script.onlineOnTest("4000000000000044").manner()).isEqualTo(Manner.PROCESSING_LOST);
    assertThat(Script.onlineOnTest(ANY).action()).isEqualTo("100");
  }

  @Test
  void securityCodesThatBeginWithSixAreWrong() {
    assertThat(Script.refusesCode("612")).isTrue();
    assertThat(Script.refusesCode("126")).isFalse();
    assertThat(Script.refusesCode(null)).isFalse();
  }

  @Test
  void fourCardsDoTheSameWhateverTheAmount() {
    for (long amount : new long[] {1_00, 1_16, 1_47}) {
      assertThat(Script.of("4000000000000010", amount).action()).isEqualTo("000");
      assertThat(Script.of("4000000000000028", amount).action()).isEqualTo("100");
      assertThat(Script.of("4000000000000036", amount).manner()).isEqualTo(Manner.ANSWER_LOST);
      assertThat(Script.of("4000000000000044", amount).manner()).isEqualTo(Manner.REQUEST_LOST);
    }
  }

  @Test
  void ordinaryAmountsAreApproved() {
    assertThat(Script.of(ANY, 19_90)).isEqualTo(Script.of("4000000000000010", 1));
  }

  @Test
  void theDocumentIsDrawnFromTheScript() {
    Golden.check(Path.of("../../docs/simulator.md"), document());
  }

  private static String document() {
    var lines = new ArrayList<String>();
    for (String card : Script.cards()) {
      lines.add("| `%s` | %s |".formatted(card, text(Script.of(card, 100))));
    }
    String cards = String.join("\n", lines);
    lines.clear();
    for (String card : Script.cards()) {
      lines.add("| `%s` | %s |".formatted(card, text(Script.onlineOnTest(card))));
    }
    lines.add("| any other | %s |".formatted(text(Script.onlineOnTest(ANY))));
    String online = String.join("\n", lines);
    lines.clear();
    for (int cents = 0; cents < Script.firstOrdinaryCents(); cents++) {
      lines.add("| %02d | %s |".formatted(cents, text(Script.ofCents(cents))));
    }
    lines.add("| %d to 99 | %s |".formatted(Script.firstOrdinaryCents(), text(Script.ofCents(99))));
    return """
        # The simulated card network

        Drawn from `deploy/network-simulator/…/Script.java` by `ScriptTest`; do not edit.

        acquirer-service talks to a card network over ISO 8583 ([card-network.md](card-network.md)). This
        one is a program of its own with a database of its own: what it approved stays approved when the
        acquirer dies, and when it is killed itself. Its outcomes are decided by the card and the amount.
        The codes below are what merchants read; on the wire they are action codes. PINs: any readable PIN
        is right; `1017` and `1006` come by amount.

        ## Cards that always do the same

        | card | the network |
        |---|---|
        %s

        ## Every other card: by the cents of the amount

        Any card number with a right check digit, of Visa (`4111111111111111`), MasterCard
        (`5555555555554444`), Elo (`6362970000457013`), Hipercard (`6062825624254001`) or Amex
        (`378282246310005`). An expired card is declined with `1001` whatever the amount. A brand we
        do not accept is declined with `1015` and an unreadable card with `1011`, both without asking the
        network; a PIN block that cannot be read with `1802`.

        | cents | the network |
        |---|---|
        %s

        A time-out ends in an enquiry: a decision that is found is adopted (the sale goes on), one that
        is not found is undone with a reversal advice, repeated until the network acknowledges it.

        Cancellations go by the cents of the amount that was authorized, whatever is given back of it.
        A try of which it cannot tell was done; a later try of the same request is told so.

        ## Payments over the API

        With no card present, it depends on the affiliation. On a live one everything is as above. On a
        test one (keys `sk_test_…`) the card alone tells, whatever the cents, and what comes later
        (captures, cancellations) goes well:

        | card | the network |
        |---|---|
        %s

        While the network cannot tell, the call is answered `processing` after 10 s; the enquiry is
        answered after some 15 s, and the charge is then paid or failed.

        A security code that begins with 6 is declined with `1045` (Código de segurança inválido), on
        either, whatever the card.

        ## Cards to be verified for no money

        `4000000000000028` is refused with `1000`, an expired card with `1001`, a security code that
        begins with 6 with `1045`. `4000000000000044` is never answered, so that nobody can tell. Every
        other card is verified.

        ## Settings

        | variable | meaning | default |
        |---|---|---|
        | `CONNECT_NETWORK_LISTEN`, `CONNECT_NETWORK_PORT` | where acquirers connect | 127.0.0.1, 8583 |
        | `CONNECT_NETWORK_ADMIN_PORT` | on loopback; see below | 8584 |
        | `CONNECT_DB_URL`, `CONNECT_DB_USER`, `CONNECT_DB_PASSWORD` | the book; it must be allowed to create the schema `network` there | none |
        | `CONNECT_SIMULATOR_LATENCY` | added to every answer | 0s |
        | `CONNECT_SIMULATOR_SLOW` | the pause of a slow approval | 3s |
        | `CONNECT_SIMULATOR_PROCESSING` | how long enquiries are told nothing; the acquirer undoes what it cannot find out in 15 s | 8s |

        The acquirer's patience is `CONNECT_NETWORK_TIME_LIMIT` (10 s), its network `CONNECT_NETWORK_HOST` and
        `CONNECT_NETWORK_PORT`.

        ## While it runs

        `GET` and `PUT /settings` at the admin port, any of these in one object. Nothing of it outlives the
        process.

        | member | meaning |
        |---|---|
        | `latency_ms`, `slow_ms`, `processing_ms` | as above |
        | `drop_answers` | the next so many answers are lost, though what was asked is done |
        | `down` | true: every line is dropped and none is taken |

        `curl -X PUT localhost:18584/settings -d '{"drop_answers":1}'` on a system started with `./connect up`.
        """
        .formatted(cards, String.join("\n", lines), online);
  }

  private static String text(Script script) {
    String code = MerchantCodes.code(script.action());
    String decision =
        ActionCodes.approves(script.action())
            ? "approves" + (code.equals("0") ? "" : " with `" + code + "`")
            : "declines with " + MerchantCodes.text(script.action());
    String advices =
        script.advicesIgnored() == 0
            ? ""
            : "; leaves the first %d reversal advices unacknowledged"
                .formatted(script.advicesIgnored());
    return switch (script.manner()) {
      case PROMPT -> decision + advices + cancelling(script.cancelling());
      case SLOW, ANSWER_LOST -> decision + ", but " + script.manner().text();
      case PROCESSING -> decision + ", but " + script.manner().text();
      case REQUEST_LOST, PROCESSING_LOST, UNREACHABLE -> script.manner().text();
    };
  }

  private static String cancelling(Script.Cancelling cancelling) {
    if (cancelling.untold() > 0) {
      return "; does the first try to cancel, and cannot tell so to the first %d"
          .formatted(cancelling.untold());
    }
    String code = "with " + MerchantCodes.text(cancelling.code());
    return switch (cancelling.refusals()) {
      case 0 -> "";
      case Integer.MAX_VALUE -> "; refuses every try to cancel " + code;
      default -> "; refuses the first try to cancel " + code;
    };
  }
}
