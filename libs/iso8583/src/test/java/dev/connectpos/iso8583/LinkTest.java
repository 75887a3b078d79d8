package dev.connectpos.iso8583;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is known of a call when the other side does anything but answer it. */
@Timeout(60)
class LinkTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final Queue<Message> unexpected = new ConcurrentLinkedQueue<>();
  private final AtomicInteger ups = new AtomicInteger();
  private final AtomicInteger downs = new AtomicInteger();
  private @Nullable Link link;

  @AfterEach
  void close() {
    if (link != null) {
      link.close();
    }
  }

  private Link link(int port, Duration idle, int inFlight) {
    var settings =
        new LinkSettings(
            "127.0.0.1",
            port,
            Duration.ofSeconds(5),
            idle,
            Duration.ofSeconds(2),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            inFlight);
    var opened =
        new Link(
            settings,
            Clock.systemUTC(),
            new LinkObserver() {
              @Override
              public void up() {
                ups.incrementAndGet();
              }

              @Override
              public void down(String why) {
                downs.incrementAndGet();
              }

              @Override
              public void unexpected(Message answer) {
                unexpected.add(answer);
              }
            });
    link = opened;
    opened.open();
    return opened;
  }

  private Link link(int port) {
    return link(port, Duration.ofSeconds(30), 1000);
  }

  private static Message request(String reference) {
    return Message.of(MessageType.AUTHORIZATION_REQUEST).with(Field.REFERENCE, reference);
  }

  @Test
  void twoHundredCallsShareOneLine() throws Exception {
    var waiting = new CountDownLatch(200);
    try (var host =
            new Host(
                "127.0.0.1",
                0,
                request -> {
                  // All are on their way before one is answered.
                  waiting.countDown();
                  waiting.await();
                  return Optional.of(request.answer("000"));
                },
                1000);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      host.open();
      Link shared = link(host.port());
      var answers = new ArrayList<Future<Message>>();
      for (int i = 0; i < 200; i++) {
        String reference = "pay_" + i;
        answers.add(threads.submit(() -> shared.call(request(reference), LONG)));
      }
      for (int i = 0; i < 200; i++) {
        assertThat(answers.get(i).get().text(Field.REFERENCE)).isEqualTo("pay_" + i);
      }
      assertThat(ups).hasValue(1);
      assertThat(unexpected).isEmpty();
    }
  }

  @Test
  void withoutALineNothingIsSent() throws Exception {
    int free;
    try (var socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertThatThrownBy(() -> link(free).call(request("pay_1"), SHORT))
        .isInstanceOf(NotSentException.class);
  }

  @Test
  void aNetworkThatDiesWithARequestLeavesItUnknownAndIsConnectedAgain() throws Exception {
    var dies = new AtomicBoolean(true);
    try (var peer =
        new Peer(
            (message, self, socket) -> {
              if (dies.getAndSet(false)) {
                socket.close();
              } else {
                self.send(socket, message.answer("000"));
              }
            })) {
      Link again = link(peer.port());
      assertThatThrownBy(() -> again.call(request("pay_1"), LONG))
          .isInstanceOf(NoAnswerException.class);
      assertThat(again.call(request("pay_1"), LONG).text(Field.ACTION)).isEqualTo("000");
      assertThat(peer.lines()).isEqualTo(2);
    }
  }

  @Test
  void aNetworkThatComesBackIsFound() throws Exception {
    var host = new Host("127.0.0.1", 0, request -> Optional.of(request.answer("000")), 10);
    host.open();
    Link again = link(host.port());
    again.call(request("pay_1"), LONG);
    host.refuse(true);
    await().until(() -> downs.get() > 0);
    assertThatThrownBy(() -> again.call(request("pay_2"), SHORT))
        .isInstanceOf(NotSentException.class);
    host.refuse(false);
    assertThat(again.call(request("pay_3"), LONG).text(Field.ACTION)).isEqualTo("000");
    host.close();
  }

  @Test
  void whatALineDidNotBeginGoesOverTheNext() throws Exception {
    var host = new Host("127.0.0.1", 0, request -> Optional.of(request.answer("000")), 10);
    host.open();
    Link patient = link(host.port());
    patient.call(request("pay_1"), LONG);
    host.refuse(true);
    await().until(() -> downs.get() > 0);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Message> waiting = threads.submit(() -> patient.call(request("pay_2"), LONG));
      host.refuse(false);
      assertThat(waiting.get().text(Field.ACTION)).isEqualTo("000");
    }
    host.close();
  }

  /** As when a cable is pulled: the socket looks well, and nothing comes any more. */
  @Test
  void aHalfOpenLineIsFoundOutAndLeft() throws Exception {
    var silent = new AtomicBoolean(true);
    try (var peer =
        new Peer(
            (message, self, socket) -> {
              if (!silent.get() || self.lines() > 1) {
                self.send(socket, message.answer("000"));
              }
            })) {
      Link half = link(peer.port(), Duration.ofMillis(200), 10);
      long began = System.nanoTime();
      assertThatThrownBy(() -> half.call(request("pay_1"), LONG))
          .isInstanceOf(NoAnswerException.class)
          .hasMessageContaining("no sign of life");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONG.dividedBy(2));
      silent.set(false);
      assertThat(half.call(request("pay_2"), LONG).text(Field.ACTION)).isEqualTo("000");
    }
  }

  @Test
  void anEchoKeepsAnIdleLine() throws Exception {
    var host = new Host("127.0.0.1", 0, request -> Optional.of(request.answer("000")), 10);
    host.open();
    Link idle = link(host.port(), Duration.ofMillis(50), 10);
    idle.call(request("pay_1"), LONG);
    await().pollDelay(Duration.ofMillis(600)).until(() -> true);
    idle.call(request("pay_2"), LONG);
    assertThat(ups).hasValue(1);
    host.close();
  }

  @Test
  void anAnswerThatComesLateIsNobodysElse() throws Exception {
    var held = new AtomicReference<@Nullable Message>();
    try (var peer =
        new Peer(
            (message, self, socket) -> {
              if (message.text(Field.REFERENCE).equals("late")) {
                held.set(message.answer("000"));
              } else {
                self.send(socket, java.util.Objects.requireNonNull(held.get()));
                self.send(socket, message.answer("116"));
              }
            })) {
      Link slow = link(peer.port());
      await().until(() -> ups.get() > 0);
      assertThatThrownBy(() -> slow.call(request("late"), SHORT))
          .isInstanceOf(NoAnswerException.class);
      assertThat(slow.call(request("next"), LONG).text(Field.ACTION)).isEqualTo("116");
      assertThat(unexpected)
          .singleElement()
          .satisfies(answer -> assertThat(answer.text(Field.REFERENCE)).isEqualTo("late"));
    }
  }

  @Test
  void anAnswerOfAnotherTypeOrReferenceTellsNothing() throws Exception {
    try (var peer =
        new Peer(
            (message, self, socket) -> {
              Message answer = message.answer("000");
              boolean type = message.text(Field.REFERENCE).equals("type");
              self.send(
                  socket,
                  type
                      ? new Message(MessageType.FINANCIAL_RESPONSE, answer.fields())
                      : answer.with(Field.REFERENCE, "pay_of_somebody_else"));
            })) {
      Link wrong = link(peer.port());
      for (String what : List.of("type", "reference")) {
        assertThatThrownBy(() -> wrong.call(request(what), LONG))
            .isInstanceOf(NoAnswerException.class);
      }
      assertThat(peer.lines()).isOne();
    }
  }

  @Test
  void garbageEndsTheLineAndTheCallsOnIt() throws Exception {
    var garbage =
        List.of(
            "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(ISO_8859_1),
            new byte[] {0, 0},
            Frames.frame("1110 and what is no bitmap at all".getBytes(ISO_8859_1)));
    var next = new AtomicInteger();
    try (var peer =
        new Peer(
            (message, self, socket) -> {
              int turn = next.getAndIncrement();
              if (turn < garbage.size()) {
                Peer.write(socket, garbage.get(turn));
              } else {
                self.send(socket, message.answer("000"));
              }
            })) {
      Link annoyed = link(peer.port());
      for (int i = 0; i < garbage.size(); i++) {
        assertThatThrownBy(() -> annoyed.call(request("pay_1"), LONG))
            .isInstanceOf(NoAnswerException.class)
            .hasMessageContaining("cannot be read");
      }
      assertThat(annoyed.call(request("pay_1"), LONG).text(Field.ACTION)).isEqualTo("000");
    }
  }

  @Test
  void beyondItsBoundNothingIsSent() throws Exception {
    var received = new CountDownLatch(1);
    try (var peer = new Peer((message, self, socket) -> received.countDown());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Link narrow = link(peer.port(), Duration.ofSeconds(30), 1);
      // The sign-on is over when the first call is with the other side.
      Future<Message> first = threads.submit(() -> narrow.call(request("pay_1"), LONG));
      received.await();
      assertThatThrownBy(() -> narrow.call(request("pay_2"), LONG))
          .isInstanceOf(NotSentException.class);
      first.cancel(true);
    }
  }

  @Test
  void whoGivesUpHarmsNobodyElse() throws Exception {
    var received = new CountDownLatch(2);
    var held = new ConcurrentLinkedQueue<Message>();
    var line = new AtomicReference<@Nullable Socket>();
    try (var peer =
            new Peer(
                (message, self, socket) -> {
                  held.add(message);
                  line.set(socket);
                  received.countDown();
                });
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Link shared = link(peer.port());
      Future<Message> quitter = threads.submit(() -> shared.call(request("quitter"), LONG));
      Future<Message> patient = threads.submit(() -> shared.call(request("patient"), LONG));
      received.await();
      quitter.cancel(true);
      answerAll(peer, java.util.Objects.requireNonNull(line.get()), held);
      assertThat(patient.get().text(Field.REFERENCE)).isEqualTo("patient");
      assertThat(peer.lines()).isOne();
    }
  }

  private static void answerAll(Peer peer, Socket socket, Queue<Message> held) throws IOException {
    for (Message message : held) {
      peer.send(socket, message.answer("000"));
    }
  }
}
