package dev.connectpos.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.connectpos.local.LocalSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console, used as somebody uses it who has just started the system and read nothing. */
final class ConsoleE2E {
  private static final int DESKTOP_WIDTH = 1440;
  private static final int DESKTOP_HEIGHT = 960;
  private static final int PHONE_WIDTH = 360;
  private static final int PHONE_HEIGHT = 780;
  private static final int MOST_TABS = 120;
  private static final double PATIENCE_MS = 60_000;
  private static final String REFUSED = "Failed to load resource";
  private static final String EMULATOR = "/terminal/emulator";

  @SuppressWarnings("NullAway.Init")
  private static Browser browser;

  private final List<String> requested = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private LocalSystem system;
  private BrowserContext profile;
  private Page page;

  @BeforeAll
  static void openBrowser() {
    browser = Browser.open();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    system = TheSystem.running();
    use(browser.profile(DESKTOP_WIDTH, DESKTOP_HEIGHT));
  }

  private void use(BrowserContext opened) {
    close();
    profile = opened;
    page = profile.newPage();
    page.onRequest(request -> requested.add(request.url()));
    page.onConsoleMessage(
        message -> {
          // Refusals are part of what is tried; a browser notes each.
          if (message.type().equals("error") && !message.text().startsWith(REFUSED)) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  @AfterEach
  void close() {
    if (profile != null) {
      profile.close();
    }
  }

  @Test
  void theFirstSaleNeedsNothingButTheConsole() throws Exception {
    var film = new Film(page);
    start();
    Browser.picture(page, "20-console");
    film.take(Duration.ofMillis(1500));
    button("Prato do dia").click();
    button("Café coado").click();
    film.take(Duration.ofSeconds(1));
    send();
    stage("shown");
    terminalShows("order");
    Browser.picture(page, "21-console-order-shown");
    film.take(Duration.ofSeconds(2));
    present().click();
    terminalShows("approved");
    film.take(Duration.ofMillis(1500));
    stage("received");
    assertThat(page.locator("[data-event='charge.paid']").first()).isVisible();
    Browser.picture(page, "22-console-paid");
    film.take(Duration.ofSeconds(2));
    button("Concluir venda").click();
    stage("paid");
    film.take(Duration.ofSeconds(3));
    film.develop();

    page.getByText("Linha do tempo").click();
    Locator timeline = page.locator(".timeline");
    for (String service : List.of("order", "terminal", "acquirer", "notification")) {
      assertThat(timeline.locator("[data-service=" + service + "]").first()).isVisible();
    }
    assertThat(timeline).containsText(Pattern.compile("adquirente\\s+payment.captured"));
    assertThat(timeline).containsText(Pattern.compile("webhook\\s+charge.paid → sent 204"));
    Browser.picture(page, "31-console-timeline");
    Accessibility.check(page.mainFrame());

    Locator code = page.getByRole(AriaRole.REGION, pageNamed("O mesmo em código"));
    assertThat(code).containsText("-u \"$CONNECT_KEY:\" -X PATCH");
    code.getByRole(AriaRole.BUTTON, named("Java")).last().click();
    assertThat(code).containsText("System.getenv(\"CONNECT_KEY\")");
    assertNothingStrange();
  }

  @Test
  void aDeclineIsToldAndTheOrderCanBeCanceled() {
    start();
    button("Bolo de fubá").click();
    send();
    terminalShows("order");
    terminal().locator("[data-card=declined]").click();
    present().click();
    stage("declined");
    Browser.picture(page, "23-console-declined");
    button("Cancelar pedido").click();
    stage("canceled");
    terminalShows("idle");
    assertNothingStrange();
  }

  @Test
  void aListedOrderIsPaidInParts() {
    start();
    button("Prato do dia").click();
    page.locator("input[value=listed]").check();
    send();
    stage("queued");
    terminalShows("list");
    terminal().locator("[data-screen=list] li button").first().click();
    terminalShows("order");
    stage("shown");
    pay("1000");
    assertThat(page.locator(".charge")).hasCount(1);
    terminalShows("order");
    assertThat(terminal().locator("[data-screen]")).containsText("R$ 9,90");
    pay("");
    stage("received");
    assertThat(page.locator(".charge")).hasCount(2);
    Browser.picture(page, "24-console-listed-in-parts");
    button("Concluir venda").click();
    stage("paid");
    assertNothingStrange();
  }

  @Test
  void whatIsHeldIsCapturedAndGivenBackInParts() {
    start();
    button("Suco de laranja").click();
    page.locator("select[name=operation]").selectOption("auth_only");
    sell();
    page.locator("[data-form=capture] button").click();
    stage("received");
    refund("4,00");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("parcial não permitido no dia");
    button("Painel").click();
    button("Avançar um dia").click();
    assertThat(page.getByText("Feito.")).isVisible();
    button("Balcão").click();
    refund("4,00");
    assertThat(page.locator(".charge dl")).containsText("R$ 4,00");
    assertThat(page.locator("[data-form=refund] input")).hasValue("5,00");
    refund("5,01"); // More than there is: the page keeps it to itself.
    refund("5,00");
    assertThat(page.locator(".charge dl")).containsText("R$ 9,00");
    stage("returned");
    Browser.picture(page, "25-console-refunded");
    button("Cancelar pedido").click();
    stage("canceled");
    assertNothingStrange();
  }

  private void refund(String amount) {
    Locator form = page.locator("[data-form=refund]");
    form.getByRole(AriaRole.TEXTBOX).fill(amount);
    form.getByRole(AriaRole.BUTTON).click();
  }

  @Test
  void aNoteIsPrintedOnTheTerminal() {
    start();
    button("Pão de queijo").click();
    sell();
    stage("received");
    button("Imprimir NF-e de exemplo").click();
    assertThat(terminal().locator(".slip img")).isVisible();
    assertThat(page.locator("[data-print=printed]")).isVisible();
    Browser.picture(page, "26-console-note");
    button("Concluir venda").click();
    stage("paid");
    assertNothingStrange();
  }

  @Test
  void anOperatorSeesWhatGoesOn() throws Exception {
    start();
    button("Água com gás").click();
    sell();
    stage("received");
    button("Painel").click();
    Locator deliveries = page.getByRole(AriaRole.REGION, pageNamed("Entregas de webhooks"));
    assertThat(deliveries).containsText("charge.paid");
    Locator balance = page.getByRole(AriaRole.REGION, pageNamed("Saldo"));
    assertThat(balance.locator("svg rect").first()).isVisible();
    Locator terminals = page.getByRole(AriaRole.REGION, pageNamed("Maquininhas"));
    assertThat(terminals).containsText("conectada");
    Browser.picture(page, "27-console-desk");
    Accessibility.check(page.mainFrame());
    deliveries.getByRole(AriaRole.BUTTON, named("Reenviar")).first().click();
    assertThat(page.getByText("Feito.")).isVisible();
    button("Balcão").click();
    button("Concluir venda").click();
    stage("paid");
    assertNothingStrange();
  }

  @Test
  void aCancellationThatTheNetworkRefusedIsTriedAgain() {
    start();
    // The simulator refuses the first try to cancel such an amount.
    page.getByLabel("Preço").fill("10,51");
    button("Incluir").click();
    send();
    terminalShows("order");
    terminal().locator("[data-card=visa]").click();
    present().click();
    stage("received");
    refund("10,51");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Emissor indisponível");
    button("Painel").click();
    Locator payments = page.getByRole(AriaRole.REGION, pageNamed("Pagamentos"));
    assertThat(payments.locator("tbody tr").first())
        .containsText(inOrder("erro no (cancelamento|estorno)", "9112", "R\\$ 10,51", "Repetir"));
    Browser.picture(page, "32-console-refused-cancellation");
    payments.getByRole(AriaRole.BUTTON, named("Repetir")).click();
    assertThat(page.getByText("Feito.")).isVisible();
    assertThat(payments.getByRole(AriaRole.BUTTON, named("Repetir"))).hasCount(0);
    button("Balcão").click();
    stage("returned");
    button("Cancelar pedido").click();
    stage("canceled");
    assertNothingStrange();
  }

  @Test
  void aDeliveryThatFailedIsSentAgain() throws Exception {
    try (var shop = Shop.open("Entregas")) {
      shop.sink.down(true);
      signIn(shop.secretKey(), value("ADMIN_TOKEN"));
      terminalShows("idle");
      button("Água com gás").click();
      send();
      stage("shown");
      button("Painel").click();
      Locator delivery =
          page.getByRole(AriaRole.REGION, pageNamed("Entregas de webhooks"))
              .locator("tbody tr")
              .filter(new Locator.FilterOptions().setHasText("order.created"));
      assertThat(delivery).containsText(Pattern.compile("pendente\\s+503"));
      shop.sink.down(false);
      delivery.getByRole(AriaRole.BUTTON).click();
      assertThat(page.getByText("Feito.")).isVisible();
      assertThat(delivery).containsText(Pattern.compile("entregue\\s+204"));
      assertThat(shop.sink.ofType("order.created")).hasSize(1);
    }
  }

  @Test
  void aBrokenInvariantIsRedAndAKeptOneGreen() {
    page.route(
        "**/acquirer/v1/invariants",
        route -> route.fulfill(json(invariant("ledger_sums_to_zero", 0))));
    page.route(
        "**/orders/v1/invariants",
        route -> route.fulfill(json(invariant("order_not_overpaid", 3))));
    start();
    button("Painel").click();
    Locator invariants = page.getByRole(AriaRole.REGION, pageNamed("Invariantes do dinheiro"));
    assertThat(invariants.locator("h2")).containsText("violações: 1");
    assertThat(invariants.locator("[data-invariant=ledger_sums_to_zero]"))
        .containsText(inOrder("vale", "Said of ledger_sums_to_zero", "conferido em"));
    assertThat(invariants.locator("[data-standing=broken]"))
        .containsText(inOrder("violações: 3", "or_1 or_2"));
    Browser.picture(page, "35-console-invariants");
  }

  private static String invariant(String name, int violations) {
    return """
        {"data":[{"invariant":"%s","sentence":"Said of %s.","violations":%d,
        "examples":%s,"checked_at":"2026-11-26T00:00:00Z"}]}"""
        .formatted(name, name, violations, violations == 0 ? "[]" : "[\"or_1\",\"or_2\"]");
  }

  private static Route.FulfillOptions json(String body) {
    return status(200).setContentType("application/json").setBody(body);
  }

  @Test
  void aMessageThatNobodyCanReadIsShownAndTriedAgain() throws Exception {
    Map<String, Object> kafka = Map.of("bootstrap.servers", value("KAFKA_BOOTSTRAP"));
    try (var producer =
        new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("terminal.events.v1", "term_of_nobody", "none")).get();
    }
    start();
    button("Painel").click();
    Locator parked = page.getByRole(AriaRole.REGION, pageNamed("Mensagens paradas"));
    assertThat(parked).containsText(inOrder("term_of_nobody", "ilegível"));
    parked.getByRole(AriaRole.BUTTON, named("Reprocessar")).first().click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("ainda não pôde ser aplicada");
    Browser.picture(page, "36-console-parked");
    assertNothingStrange();
  }

  @Test
  void aSaleNeedsNoMouse() {
    start();
    tabTo("Prato do dia");
    page.keyboard().press("Enter");
    tabTo("Enviar para a maquininha");
    page.keyboard().press("Enter");
    stage("shown");
    terminalShows("order");
    tabTo("Aproximar");
    page.keyboard().press("Enter");
    stage("received");
    tabTo("Concluir venda");
    page.keyboard().press("Enter");
    stage("paid");
    assertNothingStrange();
  }

  /** Presses the tab key until a button of that name has the focus, in the page or in its frame. */
  private void tabTo(String name) {
    for (int tabs = 0; tabs < MOST_TABS; tabs++) {
      page.keyboard().press("Tab");
      Object focused = page.evaluate("document.activeElement.tagName");
      var within = "IFRAME".equals(focused) ? emulator() : page.mainFrame();
      Object text = within.evaluate("document.activeElement.textContent.trim()");
      if (String.valueOf(text).startsWith(name)) {
        return;
      }
    }
    throw new AssertionError("no way by the tab key to " + name);
  }

  @Test
  void whoHasOnlyTheKeyOfAPdvSeesWhatAPdvMay() throws Exception {
    try (var shop = Shop.open("So PDV")) {
      signIn(shop.secretKey(), "");
      terminalShows("idle");
      button("Suco de laranja").click();
      sell();
      stage("received");
      page.getByText("Linha do tempo").click();
      Locator timeline = page.locator(".timeline");
      assertThat(timeline).containsText(Pattern.compile("pedido\\s+charge.paid"));
      assertThat(timeline).containsText(Pattern.compile("webhook\\s+charge.paid → sent 204"));
      button("Painel").click();
      assertThat(page.getByRole(AriaRole.REGION, pageNamed("Pagamentos"))).isVisible();
      assertThat(requested)
          .noneMatch(url -> url.contains("/v1/journal") || url.contains("/acquirer/"));
    }
  }

  /** Signs in by hand, as where nobody hands keys out. */
  private void signIn(String secret, String admin) {
    page.route("**/console/keys", route -> route.fulfill(status(404)));
    page.navigate(address());
    page.getByLabel("Chave secreta").fill(secret);
    if (!admin.isEmpty()) {
      page.getByText("Também sou operador").click();
      page.getByLabel("Token de operador").fill(admin);
    }
    button("Entrar").click();
  }

  @Test
  void whereNobodyHandsKeysOutTheyAreTyped() {
    page.route("**/console/keys", route -> route.fulfill(status(404)));
    page.navigate(address());
    page.getByLabel("Chave secreta").fill("sk_test_wrong");
    button("Entrar").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("não foi aceita");
    Browser.picture(page, "28-console-sign-in");
    page.getByLabel("Chave secreta").fill(value("SECRET_KEY"));
    button("Entrar").click();
    assertThat(page.getByText("O que vai ser?")).isVisible();
    assertThat(page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])"))
        .asString()
        .doesNotContain(value("SECRET_KEY"));
    button("Sair").click();
    assertThat(page.getByLabel("Chave secreta")).hasValue("");
    assertThat(requested).noneMatch(url -> url.contains("sk_test"));
  }

  @Test
  void itIsOpenToAllInLightAndDark() throws Exception {
    start();
    button("Prato do dia").click();
    send();
    stage("shown");
    Accessibility.check(page.mainFrame());
    Accessibility.check(emulator());
    button("Cancelar pedido").click();
    stage("canceled");
    button("Novo pedido").click();
    Accessibility.check(page.mainFrame());

    use(browser.darkProfile(DESKTOP_WIDTH, DESKTOP_HEIGHT));
    start();
    button("Prato do dia").click();
    Browser.picture(page, "29-console-dark");
    Accessibility.check(page.mainFrame());
    page.keyboard().press("Tab");
    button("English").click();
    assertThat(button("Send to the terminal")).isVisible();
    assertThat(page.locator("html")).hasAttribute("lang", "en");
  }

  @Test
  void itFitsAPhone() {
    page.setViewportSize(PHONE_WIDTH, PHONE_HEIGHT);
    start();
    button("Prato do dia").click();
    assertNothingSticksOut();
    Browser.picture(page, "30-console-phone");
    sell();
    stage("received");
    page.getByText("Linha do tempo").click();
    assertThat(page.locator(".timeline [data-service=acquirer]").first()).isVisible();
    assertNothingSticksOut();
    Browser.picture(page, "33-console-phone-sale");
    button("Painel").click();
    assertThat(page.getByRole(AriaRole.REGION, pageNamed("Pagamentos"))).containsText("capturado");
    assertNothingSticksOut();
    Browser.picture(page, "34-console-phone-desk");
    button("Balcão").click();
    button("Concluir venda").click();
    stage("paid");
  }

  private void assertNothingSticksOut() {
    Object overflow =
        page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth");
    assertThat(overflow).isEqualTo(false);
  }

  /** Opens the console; its terminal pairs by itself. */
  private void start() {
    page.navigate(address());
    terminalShows("idle");
    assertThat(page.locator("select[name=terminal]"))
        .containsText(Pattern.compile("ao lado · conectada|beside this · connected"));
  }

  private void send() {
    button(Pattern.compile("Enviar para a maquininha.*")).click();
  }

  private void sell() {
    send();
    stage("shown");
    terminalShows("order");
    present().click();
    terminalShows("approved");
    assertThat(page.locator(".charge")).hasCount(1);
  }

  /** On the terminal: on credit, the part that is typed or all that is owed. */
  private void pay(String amount) {
    Locator display = terminal().locator(".display");
    display.press("1");
    amount.chars().forEach(digit -> display.press(Character.toString(digit)));
    present().click();
  }

  private void stage(String name) {
    assertThat(page.locator("[data-stage]")).hasAttribute("data-stage", name);
  }

  private void terminalShows(String name) {
    assertThat(terminal().locator("[data-screen]")).hasAttribute("data-screen", name);
  }

  private FrameLocator terminal() {
    return page.frameLocator("iframe");
  }

  private com.microsoft.playwright.Frame emulator() {
    return page.frames().stream()
        .filter(frame -> frame.url().contains(EMULATOR))
        .findFirst()
        .orElseThrow();
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
  }

  private Locator button(Pattern name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private static Page.GetByRoleOptions pageNamed(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  private Locator present() {
    return terminal()
        .getByRole(
            AriaRole.BUTTON,
            new FrameLocator.GetByRoleOptions().setName("Aproximar").setExact(true));
  }

  private static Pattern inOrder(String... words) {
    return Pattern.compile(String.join(".*", words), Pattern.DOTALL);
  }

  private static Route.FulfillOptions status(int code) {
    return new Route.FulfillOptions().setStatus(code);
  }

  private String address() {
    return value("PDV_URL") + "/";
  }

  private String value(String name) {
    return Objects.requireNonNull(system.env().get(name), name);
  }

  /** Nothing from elsewhere, no complaint of the browser, and no key where people could see it. */
  private void assertNothingStrange() {
    assertThat(requested).allMatch(url -> url.startsWith(address()) || url.startsWith("data:"));
    assertThat(requested).noneMatch(url -> url.contains("sk_test"));
    assertThat(page.content()).doesNotContain(value("SECRET_KEY"), value("ADMIN_TOKEN"));
    assertThat(complaints).isEmpty();
  }
}
