package dev.connectpos.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The terminal in the browser, used as people use it, against the whole system. */
final class BrowserTerminalE2E {
  private static final int DESKTOP_WIDTH = 1440;
  private static final int DESKTOP_HEIGHT = 1080;
  private static final int PHONE_WIDTH = 360;
  private static final int PHONE_HEIGHT = 780;
  private static final double PATIENCE_MS = 60_000;
  private static final double LONGER_THAN_A_REVERSAL_IS_SHOWN_MS = 4_000;
  private static final AtomicInteger SERIALS = new AtomicInteger();

  @SuppressWarnings("NullAway.Init")
  private static Browser browser;

  private final List<String> requested = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private Shop shop;
  private String serial;
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
  void open(TestInfo test) throws Exception {
    shop = Shop.open(test.getDisplayName());
    serial = "WEB%04d".formatted(SERIALS.incrementAndGet());
    profile = browser.profile(DESKTOP_WIDTH, DESKTOP_HEIGHT);
    page = profile.newPage();
    page.onRequest(request -> requested.add(request.url()));
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  @AfterEach
  void close() {
    // Neither is there when the system did not start.
    if (profile != null) {
      profile.close();
    }
    if (shop != null) {
      shop.close();
    }
  }

  @Test
  void aSaleIsPaidWithChipAndPinAndPrinted() throws Exception {
    pair();
    String id = shop.placed("PED-1", 19_90, serial);
    screen("order");
    assertThat(display()).containsText("R$ 19,90");
    Browser.picture(page, "03-order");

    card("approved");
    button("Inserir").click();
    screen("pin");
    page.keyboard().type("1234");
    assertThat(display().locator(".dots .full")).hasCount(4);
    Browser.picture(page, "04-pin");
    page.keyboard().press("Enter");

    screen("approved");
    Locator slip = page.locator(".slip");
    assertThat(slip).containsText("TRANSAÇÃO APROVADA");
    assertThat(slip).containsText("**** **** **** 0010");
    page.locator(".bench > summary").click();
    Browser.picture(page, "05-approved-slip-frames");
    JsonNode paid = shop.sink.next("charge.paid", id).get(60, TimeUnit.SECONDS).body();
    assertThat(slip).containsText(paid.path("data").path("code").asText());
    assertThat(page.locator("pre").allTextContents().toString()).doesNotContain("4000000000000010");
    assertNothingStrange();
  }

  @Test
  void aTappedCardNeedsNoPinAndADeclineSaysWhy() {
    pair();
    String id = shop.placed("PED-2", 25_00, serial);
    screen("order");
    card("declined");
    button("Aproximar").click();
    screen("declined");
    assertThat(display()).containsText("1000");
    assertThat(display()).containsText("Transação não autorizada");
    assertThat(page.locator(".slip")).hasCount(0);
    Browser.picture(page, "06-declined");
    assertThat(shop.order(id).path("charges")).isEmpty();

    // The same order, with a better card.
    card("mastercard");
    button("Aproximar").click();
    screen("approved");
    assertThat(page.locator(".slip")).containsText("R$ 25,00");
    assertThat(shop.payments(id).toString()).contains("captured");
    assertNothingStrange();
  }

  @Test
  void aPowerCutAfterTheApprovalLosesAndDoublesNothing() throws Exception {
    pair();
    page.locator(".bench > summary").click();
    button("ao ser aprovado").click();
    String id = shop.placed("PED-3", 31_00, serial);
    screen("order");
    card("approved");
    button("Aproximar").click();
    screen("off");
    assertThat(page.locator(".slip")).hasCount(0);

    // At once: here an approval waits only some seconds for its confirmation. What the page had in
    // memory is gone as well; it comes back with what it has stored.
    page.reload();
    screen("approved");
    assertThat(page.locator(".slip")).hasCount(1);
    Browser.picture(page, "07-after-the-power-cut");
    shop.sink.next("charge.paid", id).get(60, TimeUnit.SECONDS);
    assertThat(shop.order(id).path("charges")).hasSize(1);
    screen("idle");
    page.locator(".bench > summary").click();
    button("agora").click();
    screen("off");
    Browser.picture(page, "08-power-cut");
    assertNothingStrange();
  }

  @Test
  void anAnswerThatIsLateIsCalledVerifyingNeverDeclined() throws Exception {
    pair();
    String id = shop.placed("PED-4", 42_00, serial);
    screen("order");
    card("late");
    // The acquirer does not wait so long for an enquiry either: the doubt stays for some seconds.
    shop.cardNetworkAnswersAfter(TheSystem.NETWORK_PATIENCE.plusMillis(500));
    try {
      button("Aproximar").click();
      screen("verifying");
      Browser.picture(page, "09-verifying");
    } finally {
      shop.cardNetworkAnswersAfter(Duration.ZERO);
    }
    screen("approved");
    shop.sink.next("charge.paid", id).get(60, TimeUnit.SECONDS);
    assertThat(shop.order(id).path("charges")).hasSize(1);
    page.locator(".bench > summary").click();
    Locator tape = page.locator(".tape");
    assertThat(tape).containsText(Pattern.compile("payment\\.result\\s+verifying"));
    assertThat(tape).not().containsText("declined");
  }

  @Test
  void aPinThatIsTypedAfterAReversalIsNotTakenAway() {
    pair();
    shop.placed("PED-9", 20_47, serial); // Never answered, and not found by an enquiry.
    screen("order");
    card("visa");
    button("Aproximar").click();
    screen("reversed");
    button("Inserir").click();
    screen("pin");
    page.keyboard().type("12");
    page.waitForTimeout(LONGER_THAN_A_REVERSAL_IS_SHOWN_MS);
    screen("pin");
    assertThat(display().locator(".dots .full")).hasCount(2);
  }

  @Test
  void aListedOrderIsPickedAndPaidInParts() {
    pair("listed");
    screen("list");
    String id = listed("PED-5", 30_00);
    assertThat(display()).containsText("PED-5");
    Browser.picture(page, "10-list");
    page.keyboard().press("Enter");
    screen("order");
    page.keyboard().press("1"); // On credit.
    page.keyboard().type("1000");
    assertThat(display()).containsText("R$ 10,00");
    card("elo");
    button("Aproximar").click();
    assertThat(page.locator(".slip")).containsText("R$ 10,00");
    screen("order");
    assertThat(display()).containsText("R$ 20,00");
    page.keyboard().press("1");
    button("Aproximar").click();
    assertThat(page.locator(".slip")).hasCount(2);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(shop.order(id).path("charges")).hasSize(2));
  }

  @Test
  void anAmountTypedOnTheTerminalIsSold() {
    pair();
    page.keyboard().press("2");
    screen("amount");
    page.keyboard().type("15007");
    page.keyboard().press("Backspace");
    assertThat(display()).containsText("R$ 15,00");
    page.keyboard().press("Enter");
    page.keyboard().press("2"); // On debit.
    card("approved");
    button("Aproximar").click();
    screen("approved");
    assertThat(page.locator(".slip")).containsText("DÉBITO À VISTA");
    assertThat(page.locator(".slip")).containsText("R$ 15,00");
    screen("idle");
    // The PDV has it as an order of its own, closed and paid (T5).
    JsonNode mirrored =
        shop.eventually(
                () -> shop.api.get("/core/v5/orders?status=paid", shop.key),
                answer -> answer.body().path("data").size() == 1)
            .body()
            .path("data")
            .path(0);
    assertThat(mirrored.path("closed").asBoolean()).isTrue();
    assertThat(mirrored.path("amount").asLong()).isEqualTo(15_00);
  }

  @Test
  void aSaleIsCanceledAtTheTerminalByPasswordAndCard() throws Exception {
    pair();
    var password = Map.of("password", "2580");
    var route = "/posconnect/v1/settings/admin-password";
    shop.eventually(() -> shop.api.put(route, shop.key, password), 200);
    String id = shop.placed("PED-7", 18_00, serial);
    screen("order");
    card("approved");
    button("Aproximar").click();
    screen("approved");
    shop.sink.next("charge.paid", id).get(60, TimeUnit.SECONDS);
    screen("idle");

    page.keyboard().press("4");
    screen("menu");
    page.keyboard().press("1");
    password("1111");
    assertThat(display()).containsText("tentativas");
    pickOnlySale();
    Browser.picture(page, "13-cancel-present-again");
    card("mastercard"); // Not the one that paid.
    button("Aproximar").click();
    screen("refused");
    page.keyboard().press("Escape");
    screen("idle");
    assertThat(shop.order(id).path("charges").path(0).path("status").asText()).isEqualTo("paid");

    page.keyboard().press("4");
    page.keyboard().press("1");
    pickOnlySale();
    card("approved");
    button("Aproximar").click();
    screen("canceled");
    assertThat(page.locator(".slip").first()).containsText("VENDA CANCELADA");
    Browser.picture(page, "14-canceled");
    shop.sink.next("charge.refunded", id).get(60, TimeUnit.SECONDS);
    JsonNode order = shop.order(id);
    assertThat(order.path("charges").path(0).path("status").asText()).isEqualTo("canceled");
    assertThat(order.path("terminal_status").asText()).isEqualTo("canceled");
    assertNothingStrange();
  }

  private void password(String typed) {
    screen("password");
    page.keyboard().type(typed);
    page.keyboard().press("Enter");
  }

  /** With the password, of the list that then comes. */
  private void pickOnlySale() {
    password("2580");
    screen("sales");
    assertThat(display().locator("li")).hasCount(1);
    assertThat(display()).containsText("R$ 18,00");
    page.keyboard().press("Enter");
    screen("cancelSale");
  }

  @Test
  void theRedKeyOnAnOrderIsToldToThePdv() throws Exception {
    pair();
    String id = shop.placed("PED-8", 12_00, serial);
    screen("order");
    page.keyboard().press("Escape");
    screen("idle");
    JsonNode told = shop.sink.next("order.updated", id).get(60, TimeUnit.SECONDS).body();
    assertThat(told.path("data").path("terminal_status").asText()).isEqualTo("rejected");
  }

  @Test
  void theBrowserPassesThePublishedVectors() {
    pair();
    button("Configurações").click();
    screen("settings");
    button("Autoteste criptográfico").click();
    Locator checks = page.locator(".checks li");
    assertThat(checks).hasCount(21);
    assertThat(page.locator(".checks [data-passed=true]")).hasCount(21);
    Browser.picture(page, "11-self-test");
    button("English").click();
    assertThat(button("Cryptographic self-test")).isVisible();
  }

  @Test
  void aSecondTabDoesNotUseTheSameKeys() {
    pair();
    try (Page second = profile.newPage()) {
      second.navigate(address());
      assertThat(second.locator("[data-screen=elsewhere]")).isVisible();
    }
  }

  @Test
  void itFitsAPhone() {
    page.setViewportSize(PHONE_WIDTH, PHONE_HEIGHT);
    pair();
    shop.placed("PED-6", 1_234_56, serial);
    screen("order");
    Object overflow =
        page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth");
    assertThat(overflow).isEqualTo(false);
    Browser.picture(page, "12-phone");
  }

  private void pair() {
    pair("direct");
    screen("idle");
    Browser.picture(page, "02-idle");
  }

  private void pair(String mode) {
    page.navigate(address());
    screen("pairing");
    Browser.picture(page, "01-pairing");
    String code = page.locator("[data-code]").getAttribute("data-code");
    var claim = Map.of("account_id", shop.accountId, "pairing_code", code, "mode", mode);
    shop.eventually(
        () -> shop.api.post("/terminal/v1/terminals", shop.admin, claim, "terminal " + serial),
        201);
  }

  private String listed(String code, long amount) {
    var order = Shop.without(Shop.direct(code, amount, serial), "payment_setup");
    return shop.eventually(() -> shop.api.post("/core/v5/orders", shop.key, order, code), 200)
        .path("id")
        .asText();
  }

  private String address() {
    return shop.value("PDV_URL") + "/terminal/emulator?serial=" + serial;
  }

  private void screen(String name) {
    assertThat(page.locator("[data-screen]")).hasAttribute("data-screen", name);
  }

  private Locator display() {
    return page.locator("[data-screen]");
  }

  private Locator button(String name) {
    return page.getByRole(
        com.microsoft.playwright.options.AriaRole.BUTTON,
        new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private void card(String id) {
    page.locator("[data-card=" + id + "]").click();
  }

  /** Nothing from elsewhere, and nothing that the page's own policy had to refuse. */
  private void assertNothingStrange() {
    String own = shop.value("PDV_URL") + "/";
    assertThat(requested).allMatch(url -> url.startsWith(own) || url.startsWith("data:"));
    assertThat(requested).noneMatch(url -> url.contains("bearer"));
    assertThat(complaints).isEmpty();
  }
}
