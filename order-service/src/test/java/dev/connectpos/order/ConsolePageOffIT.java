package dev.connectpos.order;

import static io.restassured.RestAssured.get;

import dev.connectpos.testkit.Backends;
import io.quarkiverse.web.bundler.runtime.Bundle;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the console is off, as in production, there is neither the page nor its files. */
@QuarkusTest
@TestProfile(ConsolePageOffIT.Off.class)
@WithTestResource(Backends.class)
class ConsolePageOffIT {

  /** The setting of the production profile. */
  public static final class Off implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("connect.console.page", "false");
    }
  }

  @Inject Bundle bundle;

  @Test
  void thereIsNeitherThePageNorItsFiles() {
    for (String path : List.of("/", "/console", "/console/", bundle.script("app"))) {
      get(path).then().statusCode(404);
    }
  }
}
