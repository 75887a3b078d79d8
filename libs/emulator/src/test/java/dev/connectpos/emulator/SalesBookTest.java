package dev.connectpos.emulator;

import static dev.connectpos.emulator.TerminalFixture.LISTED;
import static dev.connectpos.emulator.TerminalFixture.ORDER;
import static dev.connectpos.emulator.TerminalFixture.error;
import static dev.connectpos.emulator.TerminalFixture.result;
import static dev.connectpos.emulator.TerminalFixture.welcome;
import static dev.connectpos.emulator.TerminalFixture.welcomeWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.emulator.ScriptedServer.Session;
import dev.connectpos.emulator.screen.OrderReceipt;
import dev.connectpos.emulator.screen.Printout;
import dev.connectpos.emulator.screen.Reprint;
import dev.connectpos.emulator.screen.Screen;
import dev.connectpos.emulator.screen.Screen.Kind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sales listed and counted, slips again, receipts (T6, T7, T8). */
final class SalesBookTest {

  private static final String WITH_RECEIPT =
      ",'print_order_receipt':true,'receipt_lines':["
          + "{'description':'Pão de queijo','quantity':2,'amount_minor':500},"
          + "{'description':'Café','quantity':1,'amount_minor':990}]}";

  private final TerminalFixture fixture = new TerminalFixture();
  private final ScriptedServer server = fixture.server;

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  @Test
  void looksForSalesByDayAmountAndNumberPageByPage() {
    Terminal terminal = fixture.manual();
    Session session = idle(terminal);
    terminal.sales(new SalesFilter("2026-11-22", 1990L, "7"));
    JsonNode first = session.expect("sales.list");
    assertThat(first.path("date").asText()).isEqualTo("2026-11-22");
    assertThat(first.path("amount_minor").asLong()).isEqualTo(1990);
    assertThat(first.path("nsu").asText()).isEqualTo("7");
    assertThat(first.has("after")).isFalse();
    session.say(sales(sale("pay_2", "captured"), true));
    fixture.awaitScreen(terminal, Kind.SALES);
    assertThat(lines(terminal)).contains("Vendas de 22/11/2026", "Há mais vendas");
    terminal.moreSales();
    JsonNode second = session.expect("sales.list");
    assertThat(second.path("after").asText()).isEqualTo("pay_2");
    assertThat(second.path("nsu").asText()).isEqualTo("7");
    session.say(error("invalid_field", "sales.list"));
    fixture.awaitScreen(terminal, Kind.REFUSED);
  }

  @Test
  void showsAndPrintsTheReportOfADay() {
    Terminal terminal = fixture.manual();
    Session session = idle(terminal);
    terminal.report("2026-11-22");
    assertThat(session.expect("report.get").path("date").asText()).isEqualTo("2026-11-22");
    session.say(
        "{'type':'report','seq':3,'date':'2026-11-22','time_zone':'America/Sao_Paulo','currency':'BRL',"
            + "'rows':[{'payment_type':'credit','brand':'Visa','sales':3,'amount_minor':5970,"
            + "'canceled':1,'canceled_minor':1990}],"
            + "'total':{'sales':3,'amount_minor':5970,'canceled':1,'canceled_minor':1990}}");
    fixture.awaitScreen(terminal, Kind.REPORT);
    assertThat(lines(terminal)).contains("Relatório de 22/11/2026", "3 vendas R$ 59,70");
    await().until(() -> printed().size() == 1);
    assertThat(printed().getFirst().text())
        .contains("RELATÓRIO DE VENDAS", "VISA CRÉDITO", "1 cancelamento ", "-R$ 19,90")
        .containsPattern("LÍQUIDO +R\\$ 39,80");
  }

  @Test
  void aDayWithOneSaleAndNothingCanceledReadsSo() {
    Terminal terminal = fixture.manual();
    Session session = idle(terminal);
    terminal.report("2026-11-22");
    session.expect("report.get");
    session.say(
        "{'type':'report','seq':3,'date':'2026-11-22','time_zone':'America/Sao_Paulo','currency':'BRL',"
            + "'rows':[{'payment_type':'credit','brand':'Visa','sales':1,'amount_minor':1990,"
            + "'canceled':0,'canceled_minor':0}],"
            + "'total':{'sales':1,'amount_minor':1990,'canceled':0,'canceled_minor':0}}");
    fixture.awaitScreen(terminal, Kind.REPORT);
    assertThat(lines(terminal)).contains("1 venda R$ 19,90", "0 cancelamentos R$ 0,00");
    await().until(() -> printed().size() == 1);
    assertThat(printed().getFirst().text()).doesNotContain("-R$");
  }

  @Test
  void asksNothingWhileAnOrderIsOnTheScreen() {
    Terminal terminal = fixture.manual();
    Session session = server.sessionAfterHello();
    session.say(welcomeWith(ORDER));
    session.expect("order.shown");
    terminal.sales(SalesFilter.TODAY);
    terminal.report(null);
    terminal.unlock("1234");
    session.expectNothingBut();
  }

  @Test
  void lastSlipIsPrintedAgainEvenAfterAPowerCut() {
    Terminal terminal = fixture.manual();
    Session session = idle(terminal);
    terminal.printAgain();
    fixture.awaitScreen(terminal, Kind.REFUSED);
    terminal.sell(StandaloneSale.credit(1990));
    terminal.presentCard();
    JsonNode start = session.expect("sale.start");
    terminal.cutPowerAt(Step.ATTEMPT_CLOSED);
    session.say(result(start, "captured"));
    Session again = server.sessionAfterHello();
    again.say(welcome());
    again.expectNothingBut();
    terminal.printAgain();
    await().until(() -> printed().size() == 2);
    var slips = fixture.recorder.slips();
    assertThat(printed())
        .allSatisfy(printout -> assertThat(printout.text()).contains("REIMPRESSÃO"))
        .extracting(printout -> ((Reprint) printout).slip())
        .usingRecursiveComparison()
        .ignoringFields("printedAt")
        .isEqualTo(slips);
  }

  @Test
  void slipOfAListedSaleIsPrintedAgainUnlessItWasUndone() {
    Terminal terminal = fixture.manual();
    Session session = idle(terminal);
    terminal.sales(SalesFilter.TODAY);
    session.expect("sales.list");
    session.say(sales(sale("pay_2", "captured") + "," + sale("pay_3", "voided"), false));
    fixture.awaitScreen(terminal, Kind.SALES);
    terminal.printAgain("pay_2");
    await().until(() -> printed().size() == 2);
    assertThat(printed().getFirst().text())
        .contains("VIA DO CLIENTE", "VISA CRÉDITO 3X", "R$ 19,90", "23/11/2026 10:00:00")
        .as("the list does not say who finances it")
        .doesNotContain("JUROS");
    terminal.printAgain("pay_3");
    fixture.awaitScreen(terminal, Kind.REFUSED);
    assertThat(lines(terminal)).contains("A venda foi desfeita; não há comprovante");
    assertThat(printed()).hasSize(2);
  }

  @Test
  void receiptOfTheOrderFollowsTheSlipOnceNothingIsOwed() {
    fixture.start(
        ShopperScript.automatic(TestCards.APPROVED).withParts(List.of(1000L)), fixture.store);
    Session session = server.sessionAfterHello();
    session.say(welcomeWith(withReceipt(LISTED)));
    session.expect("order.shown");
    session.say(result(session.expect("payment.start"), "captured"));
    session.expectNothingBut();
    assertThat(printed()).isEmpty();
    session.say(
        TerminalFixture.show(withReceipt(LISTED.replace("'owed_minor':1990", "'owed_minor':990"))));
    session.expect("order.shown");
    session.say(result(session.expect("payment.start"), "captured"));
    session.expectNothingBut();
    assertThat(printed()).hasSize(1).first().isInstanceOf(OrderReceipt.class);
    assertThat(printed().getFirst().text())
        .contains("Pão de queijo", "2 x R$ 5,00", "Café", "PED-1", "NÃO É DOCUMENTO FISCAL")
        .containsPattern("TOTAL +R\\$ 19,90");
  }

  @Test
  void receiptSurvivesAPowerCutAndComesWithNoPaymentThatWasNotTaken() {
    Terminal terminal = fixture.manual();
    Session session = server.sessionAfterHello();
    session.say(welcomeWith(withReceipt(ORDER)));
    session.expect("order.shown");
    terminal.presentCard();
    session.say(result(session.expect("payment.start"), "declined"));
    fixture.awaitScreen(terminal, Kind.DECLINED);
    assertThat(printed()).isEmpty();
    terminal.cutPowerAt(Step.CONFIRM_SENT);
    terminal.presentCard();
    JsonNode start = session.expect("payment.start");
    session.say(result(start, "approved"));
    session.expect("payment.confirm");
    Session again = server.sessionAfterHello();
    again.say(welcome());
    again.expect("payment.query");
    again.say(result(start, "captured"));
    await().until(() -> printed().size() == 1);
  }

  private static String withReceipt(String order) {
    return order.replace(",'print_order_receipt':false}", WITH_RECEIPT);
  }

  private static String sale(String paymentId, String status) {
    return "{'payment_id':'%s','order_id':'or_1','nsu':'1','amount_minor':1990,'refunded_minor':0,"
            .formatted(paymentId)
        + "'currency':'BRL','payment_type':'credit','installments':3,'brand':'Visa',"
        + "'last_four':'0010','status':'%s','at':'2026-11-23T13:00:00Z','standalone':true,'cancelable':true}"
            .formatted(status);
  }

  private static String sales(String sales, boolean more) {
    return "{'type':'sales.listed','seq':3,'date':'2026-11-22','sales':[%s],'more':%s}"
        .formatted(sales, more);
  }

  private Session idle(Terminal terminal) {
    Session session = server.sessionAfterHello();
    session.say(welcome());
    fixture.awaitScreen(terminal, Kind.IDLE);
    return session;
  }

  private static List<String> lines(Terminal terminal) {
    Screen screen = terminal.screen();
    return screen == null ? List.of() : screen.lines();
  }

  private List<Printout> printed() {
    return fixture.recorder.printouts();
  }
}
