package dev.connectpos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.connectpos.notification.Receiver.Received;
import dev.connectpos.notification.Receiver.Reply;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code POST /core/v5/hooks/{id}/retry} (N2). */
@QuarkusTest
@TestProfile(TestSpeed.class)
@WithTestResource(Backends.class)
class ReplayIT {
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "connect.schema-registry.url")
  String registry;

  private Facts facts;
  private Receiver receiver;

  @BeforeEach
  void begin() {
    facts = new Facts(kafka, registry);
    receiver = new Receiver();
  }

  @AfterEach
  void end() {
    receiver.close();
    facts.close();
  }

  @Test
  void sendsWhatWasExhaustedAgainUnderTheSameId() {
    var pdv = Pdv.known(facts, "Loja");
    receiver.answering(Reply.of(500), Reply.of(500), Reply.of(500), Reply.of(500), Reply.of(500));
    pdv.register(receiver.url());
    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_replay", 1);
    soon().until(() -> pdv.deliveries("status").equals(List.of("failed")));

    Object hook = pdv.deliveries("id").getFirst();
    Response answer = retry(pdv, hook);
    answer
        .then()
        .statusCode(200)
        .body("id", equalTo(hook))
        .body("status", equalTo("pending"))
        .body("attempts", equalTo("0/4"));

    // The fifth request fails too, so the new schedule has its own attempts.
    soon().until(() -> pdv.deliveries("status").equals(List.of("sent")));
    assertThat(pdv.deliveries("attempts")).containsExactly("2/4");
    assertThat(receiver.received()).hasSize(6);
    assertThat(receiver.received().stream().map(Received::id).distinct()).hasSize(1);
    assertThat(receiver.received().stream().map(Received::body).distinct()).hasSize(1);
  }

  @Test
  void changesNothingWhileItIsOnItsFirstAttemptAndOncePerKey() {
    var pdv = Pdv.known(facts, "Loja");
    var hold = new CountDownLatch(1);
    receiver.answering(Reply.held(200, hold));
    pdv.register(receiver.url());
    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_key", 1);
    soon().until(() -> receiver.received().size() == 1);
    Object delivery = pdv.deliveries("delivery_id").getFirst();

    retry(pdv, delivery).then().statusCode(200).body("attempts", equalTo("1/4"));
    hold.countDown();
    soon().until(() -> pdv.deliveries("status").equals(List.of("sent")));
    assertThat(receiver.received()).hasSize(1);

    for (int i = 0; i < 3; i++) {
      pdv.request()
          .header("Idempotency-Key", "again")
          .post("/core/v5/hooks/" + delivery + "/retry")
          .then()
          .statusCode(200)
          .body("status", equalTo("pending"));
      soon().until(() -> receiver.received().size() == 2);
      soon().until(() -> pdv.deliveries("status").equals(List.of("sent")));
    }
    assertThat(receiver.received()).hasSize(2);
  }

  @Test
  void refusesWhatIsAnothersOrGoesNowhere() {
    var pdv = Pdv.known(facts, "Loja 1");
    var other = Pdv.known(facts, "Loja 2");
    receiver.usually(Reply.of(410));
    pdv.register(receiver.url());
    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_other", 1);
    soon().until(() -> pdv.deliveries("status").equals(List.of("failed")));
    Object hook = pdv.deliveries("id").getFirst();

    retry(other, hook).then().statusCode(404).body("message", equalTo("Webhook not found."));
    retry(pdv, "hook_0000000000000000").then().statusCode(404);
    retry(pdv, hook).then().statusCode(412).body("code", equalTo("endpoint_disabled"));
    assertThat(receiver.received()).hasSize(1);
  }

  private static Response retry(Pdv pdv, Object id) {
    return pdv.request().post("/core/v5/hooks/" + id + "/retry");
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
  }
}
