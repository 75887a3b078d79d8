package dev.connectpos.order;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.connectpos.testkit.Backends;
import io.quarkiverse.web.bundler.runtime.Bundle;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The page, and what it lets a browser do. */
@QuarkusTest
@WithTestResource(Backends.class)
class ConsolePageIT {

  @Inject Bundle bundle;

  @Test
  void allThatIsLoadedIsItsOwnAndNothingIsWrittenInline() {
    get("/")
        .then()
        .statusCode(200)
        .contentType("text/html")
        .header(
            "Content-Security-Policy",
            allOf(
                containsString("default-src 'none'"),
                containsString("script-src 'self'"),
                containsString("frame-ancestors 'none'"),
                not(containsString("unsafe"))))
        .header("Referrer-Policy", "no-referrer")
        .body(containsString(bundle.script("app")), containsString(bundle.style("app")));
    get(bundle.script("app"))
        .then()
        .statusCode(200)
        .header("X-Content-Type-Options", "nosniff")
        .body(containsString("pos-console"));
  }

  @Test
  void whatIsNotThePageIsAnsweredAsEver() {
    get("/core/v5/orders").then().statusCode(401);
    get("/nothing").then().statusCode(404);
  }
}
