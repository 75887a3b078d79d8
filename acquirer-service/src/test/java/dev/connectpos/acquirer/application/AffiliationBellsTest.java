package dev.connectpos.acquirer.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.acquirer.domain.AccountId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting for an affiliation costs two looks, and no more time than it takes to come. */
class AffiliationBellsTest {
  private static final AccountId ACCOUNT = new AccountId("acc_1");
  private static final Duration LONG = Duration.ofMinutes(5);

  private final AffiliationBells bells = new AffiliationBells();
  private final Threads threads = new Threads();
  private final AtomicReference<Optional<String>> stored = new AtomicReference<>(Optional.empty());
  private final AtomicInteger looks = new AtomicInteger();

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void whatIsThereIsNotWaitedFor() throws Exception {
    stored.set(Optional.of("SAK"));
    assertThat(bells.await(ACCOUNT, LONG, this::look)).contains("SAK");
    assertThat(looks).hasValue(1);
  }

  @Test
  void aRingWakesWhoWaitsForTheAccount() throws Exception {
    Future<Optional<String>> waiting = threads.call(() -> bells.await(ACCOUNT, LONG, this::look));
    await().until(() -> looks.get() == 1);
    bells.ring(new AccountId("acc_2"));
    assertThat(waiting.isDone()).isFalse();
    stored.set(Optional.of("SAK"));
    bells.ring(ACCOUNT);
    assertThat(waiting.get()).contains("SAK");
    assertThat(looks).hasValue(2);
  }

  /** As another replica opens it: nobody rings here. */
  @Test
  void theLastLookIsAtTheEndOfTheTime() throws Exception {
    var found =
        bells.await(
            ACCOUNT,
            Duration.ofMillis(300),
            () -> {
              var before = look();
              stored.set(Optional.of("SAK"));
              return before;
            });
    assertThat(found).contains("SAK");
    assertThat(looks).hasValue(2);
  }

  private Optional<String> look() {
    looks.incrementAndGet();
    return stored.get();
  }
}
