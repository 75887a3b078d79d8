package dev.connectpos.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.connectpos.account.events.v1.AccountEvent;
import dev.connectpos.account.events.v1.AccountSettingsChanged;
import dev.connectpos.account.events.v1.ApiKeyIssued;
import dev.connectpos.account.events.v1.ApiKeyRevoked;
import dev.connectpos.affiliation.events.v1.AffiliationOpened;
import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts and their keys, as operators run them. */
@QuarkusTest
@WithTestResource(Backends.class)
class AccountsIT {
  private static final String SAK = "0123456789abcdef0123456789abcdef";

  @Inject AgroalDataSource database;

  private EventLog log;
  private Merchant merchant;
  private String account;

  @BeforeEach
  void openAccount() {
    log = new EventLog();
    merchant = Merchant.withoutTerminal("test");
    account = "/admin/v1/accounts/" + merchant.account();
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void accountsAreListedAndShown() {
    operator()
        .get("/admin/v1/accounts?size=100")
        .then()
        .body("data.id", hasItem(merchant.account()));
    operator().get("/admin/v1/accounts?size=1").then().body("data", hasSize(1));
    operator()
        .get(account)
        .then()
        .statusCode(200)
        .body("name", equalTo("Restaurante Aurora"))
        .body("environment", equalTo("test"))
        .body("overpayment_allowed", equalTo(false))
        .body("", not(hasKey("sak")))
        .body("", not(hasKey("max_open_orders")));
    operator().get("/admin/v1/accounts/acc_0000000000000000").then().statusCode(404);
    merchant.pdv().get(account).then().statusCode(401);
  }

  @Test
  void settingsChangeOnlyWhereTheyAreNamed() {
    operator()
        .body(
            "{\"overpayment_allowed\":\"true\",\"Max_Open_Orders\":2,\"time_zone\":\"America/Manaus\"}")
        .patch(account)
        .then()
        .statusCode(200)
        .body("overpayment_allowed", equalTo(true))
        .body("max_open_orders", equalTo(2))
        .body("name", equalTo("Restaurante Aurora"));
    operator().body("{\"overpayment_allowed\":true}").patch(account).then().statusCode(200);
    operator()
        .body("{\"max_open_orders\":null,\"name\":\"Aurora\"}")
        .patch(account)
        .then()
        .body("", not(hasKey("max_open_orders")))
        .body("name", equalTo("Aurora"))
        .body("time_zone", equalTo("America/Manaus"));
    operator().body("{\"time_zone\":\"Mars/Base\"}").patch(account).then().statusCode(422);
    // The second call changed nothing, and so says nothing.
    var changed = events(4).stream().skip(2).map(e -> (AccountSettingsChanged) e.getPayload());
    assertThat(changed.map(AccountSettingsChanged::getName))
        .containsExactly("Restaurante Aurora", "Aurora");
  }

  @Test
  void anAccountsOwnLimitOfOpenOrdersHolds() {
    var shop = Merchant.open(log);
    var path = "/admin/v1/accounts/" + shop.account();
    operator().body(Map.of("max_open_orders", 1)).patch(path).then().statusCode(200);
    shop.place(shop.order(1990))
        .then()
        .statusCode(412)
        .body("code", equalTo("too_many_open_orders"));
    operator().body(Map.of("max_open_orders", 50)).patch(path).then().statusCode(200);
    shop.place(shop.order(1990)).then().statusCode(200);
  }

  @Test
  void nothingIsSoldForLessThanTheAccountsMinimum() {
    var shop = Merchant.open(log);
    var path = "/admin/v1/accounts/" + shop.account();
    operator()
        .body(Map.of("minimum_amount", 500))
        .patch(path)
        .then()
        .statusCode(200)
        .body("minimum_amount", equalTo(500));
    operator().body(Map.of("minimum_amount", 0)).patch(path).then().statusCode(422);
    shop.place(shop.order(499))
        .then()
        .statusCode(422)
        .body("code", equalTo("amount_below_minimum"))
        .body("errors.'order.items'[0]", containsString("500"));
    var order = shop.placed(500);
    var items = "/core/v5/orders/" + order + "/items";
    var item = shop.get(order).<String>path("items[0].id");
    var cheap = "{\"amount\":499,\"description\":\"Suco\",\"quantity\":1}";
    shop.pdv()
        .body(cheap)
        .put(items + "/" + item)
        .then()
        .statusCode(422)
        .body("code", equalTo("amount_below_minimum"));
    shop.pdv().body(cheap).post(items).then().statusCode(200);
    shop.pdv().delete(items + "/" + item).then().statusCode(422);
    shop.pdv().delete(items).then().statusCode(200).body("amount", equalTo(0));
    shop.pdv().body(cheap).post(items).then().statusCode(422);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(log.ofAccount(shop.account()).getLast().getPayload())
                    .isInstanceOfSatisfying(
                        AccountSettingsChanged.class,
                        changed -> assertThat(changed.getMinimumAmountMinor()).isEqualTo(500)));
  }

  @Test
  void aRevokedKeyIsRefusedAtOnce() {
    var id = keyIds().getFirst();
    called(merchant.key(), 404);
    operator()
        .delete(account + "/keys/" + id)
        .then()
        .statusCode(200)
        .body("valid_until", not(nullValue()));
    called(merchant.key(), 401);
    operator().delete(account + "/keys/" + id).then().statusCode(200);
    operator().post(account + "/keys/" + id + "/rotate").then().statusCode(412);
    operator().delete(account + "/keys/key_0000000000000000").then().statusCode(404);
    var other = "/admin/v1/accounts/" + Merchant.withoutTerminal("test").account();
    operator().delete(other + "/keys/" + id).then().statusCode(404);
    assertThat(events(3).getLast().getPayload())
        .isInstanceOfSatisfying(
            ApiKeyRevoked.class, revoked -> assertThat(revoked.getKeyId()).isEqualTo(id));
  }

  @Test
  void aRotatedKeyWorksBesideTheNewOneUntilItEnds() {
    var id = keyIds().getFirst();
    var rotated =
        operator()
            .body("{\"overlap\":\"PT24H\"}")
            .post(account + "/keys/" + id + "/rotate")
            .then()
            .statusCode(201)
            .extract();
    called(merchant.key(), 404);
    called(rotated.path("key"), 404);
    operator().post(account + "/keys/" + id + "/rotate").then().statusCode(412);
    new Tables(database).run("UPDATE api_key SET valid_until = now() WHERE id = '" + id + "'");
    called(merchant.key(), 401);
    called(rotated.path("key"), 404);
    operator()
        .body("{\"overlap\":\"P40D\"}")
        .post(account + "/keys/" + id + "/rotate")
        .then()
        .statusCode(422);
    var events = events(4);
    assertThat(events.stream().map(AccountEvent::getAggregateVersion))
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(events.get(2).getPayload()).isInstanceOf(ApiKeyRevoked.class);
    assertThat(events.get(3).getPayload()).isInstanceOf(ApiKeyIssued.class);
    operator()
        .get(account + "/keys")
        .then()
        .body("data", hasSize(2))
        .body("data[0].valid_until", not(nullValue()))
        .body("data[1]", not(hasKey("key")))
        .body(not(containsString(merchant.key())));
  }

  @Test
  void theAcquirersKeyIsShownOnceItIsKnown() {
    var opened = new AffiliationOpened(merchant.account(), SAK);
    log.publish(merchant.account(), EventLog.affiliationEvent("affiliation.opened", 1, opened));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> operator().get(account).then().body("sak", equalTo(SAK)));
  }

  private List<String> keyIds() {
    return operator().get(account + "/keys").path("data.id");
  }

  /** An order that is not there: 404 shows that the key is accepted. */
  private static void called(String key, int status) {
    given()
        .auth()
        .preemptive()
        .basic(key, "")
        .get("/core/v5/orders/or_0000000000000000")
        .then()
        .statusCode(status);
  }

  private List<AccountEvent> events(int number) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> log.ofAccount(merchant.account()), found -> found.size() == number);
  }

  private static RequestSpecification operator() {
    return given().header("Authorization", Merchant.ADMIN).contentType("application/json");
  }
}
