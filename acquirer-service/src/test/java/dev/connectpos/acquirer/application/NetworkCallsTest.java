package dev.connectpos.acquirer.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.acquirer.application.CardNetwork.Answer;
import dev.connectpos.acquirer.application.CardNetwork.Approved;
import dev.connectpos.acquirer.application.CardNetwork.AuthorizationRequest;
import dev.connectpos.acquirer.application.CardNetwork.NotDone;
import dev.connectpos.acquirer.application.CardNetwork.Unclear;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long the network is waited for, by how many, and what becomes of answers that are late. */
class NetworkCallsTest {
  private static final Duration LIMIT = Duration.ofMillis(500);
  private static final Duration FOREVER = Duration.ofHours(1);
  private static final Approved YES = new Approved("A1B2C3", "0");

  private final ScriptedNetwork network = new ScriptedNetwork();
  private final Threads threads = new Threads();
  private final List<Answer> late = new CopyOnWriteArrayList<>();
  private final AtomicBoolean wanted = new AtomicBoolean(true);

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void anAnswerInTimeIsTheAnswer() throws InterruptedException {
    network.answers(YES);
    assertThat(authorize(calls(1, 1, FOREVER))).isEqualTo(YES);
    assertThat(late).isEmpty();
  }

  @Test
  void aCallThatIsNotAnsweredGivesItsTurnToTheNext() throws InterruptedException {
    var calls = calls(1, 4, FOREVER);
    for (int i = 0; i < 4; i++) {
      assertThat(authorize(calls)).isInstanceOf(Unclear.class);
    }
    network.answers(YES);
    assertThat(authorize(calls)).isEqualTo(YES);
  }

  @Test
  void anAnswerThatIsLateIsHeard() throws InterruptedException {
    assertThat(authorize(calls(1, 1, FOREVER))).isInstanceOf(Unclear.class);
    network.release(YES);
    await().untilAsserted(() -> assertThat(late).containsExactly(YES));
  }

  @Test
  void whoeverIsLaterThanTheNetworkEverIsGetsInterrupted() throws InterruptedException {
    assertThat(authorize(calls(1, 1, LIMIT))).isInstanceOf(Unclear.class);
    await().until(() -> network.interrupted() == 1);
    assertThat(late).isEmpty();
  }

  @Test
  void beyondItsBoundNobodyListens() throws InterruptedException {
    var calls = calls(1, 1, FOREVER);
    assertThat(authorize(calls)).isInstanceOf(Unclear.class);
    assertThat(network.interrupted()).isZero();
    assertThat(authorize(calls)).isInstanceOf(Unclear.class);
    await().until(() -> network.interrupted() == 1);
  }

  @Test
  void whatNobodyWaitsForIsNotSent() throws InterruptedException {
    network.answers(YES);
    wanted.set(false);
    // With time enough on a busy machine: it is not its patience that ends.
    var patient =
        ScriptedNetwork.calls(network, threads, ScriptedNetwork.settings(FOREVER, FOREVER, 1, 1));
    assertThat(authorize(patient)).isInstanceOf(NotDone.class);
    assertThat(network.sent()).isZero();
  }

  @Test
  void whatWasGivenUpBeforeItLeftIsNotSent() throws InterruptedException {
    network.answers(YES);
    var gate = new CountDownLatch(1);
    var answer = calls(1, 1, FOREVER).authorize(request(), () -> opens(gate), late::add);
    assertThat(answer).isInstanceOf(Unclear.class);
    gate.countDown();
    await().untilAsserted(() -> assertThat(late).hasSize(1));
    assertThat(late.getFirst()).isInstanceOf(NotDone.class);
    assertThat(network.sent()).isZero();
  }

  private static boolean opens(CountDownLatch gate) {
    try {
      gate.await();
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void anEnquiryThatIsNotAnsweredIsCutOff() throws InterruptedException {
    var found = calls(1, 1, FOREVER).enquire(ScriptedNetwork.REQUEST.reference());
    assertThat(found).isInstanceOf(Unclear.class);
    await().until(() -> network.interrupted() == 1);
  }

  @Test
  void aCancellationThatIsDoneLateIsHeard() throws InterruptedException {
    var heard = new CopyOnWriteArrayList<CardNetwork.CancelAnswer>();
    var answer = calls(1, 1, FOREVER).cancel(ScriptedNetwork.CANCELLATION, heard::add);
    assertThat(answer).isInstanceOf(Unclear.class);
    network.releaseCancellation(new CardNetwork.Canceled());
    await().untilAsserted(() -> assertThat(heard).containsExactly(new CardNetwork.Canceled()));
  }

  @Test
  void lateCancellationsLeaveNoApprovalUnheard() throws InterruptedException {
    var calls = calls(1, 1, FOREVER);
    calls.cancel(ScriptedNetwork.CANCELLATION, _ -> {});
    assertThat(authorize(calls)).isInstanceOf(Unclear.class);
    // An interruption takes its moment to be seen.
    await().pollDelay(Duration.ofMillis(200)).until(() -> network.waiting() == 2);
    network.release(YES);
    await().untilAsserted(() -> assertThat(late).containsExactly(YES));
  }

  private Answer authorize(NetworkCalls calls) throws InterruptedException {
    return calls.authorize(request(), wanted::get, late::add);
  }

  private static AuthorizationRequest request() {
    return ScriptedNetwork.REQUEST;
  }

  private NetworkCalls calls(int turns, int listeners, Duration lateness) {
    return ScriptedNetwork.calls(
        network, threads, ScriptedNetwork.settings(LIMIT, lateness, turns, listeners));
  }
}
