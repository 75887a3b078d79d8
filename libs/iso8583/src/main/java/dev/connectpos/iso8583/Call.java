package dev.connectpos.iso8583;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A request on its way, and whoever waits for its answer. */
final class Call implements Line.Outgoing {
  private enum Stage {
    /** Not one byte was written, and it can be withdrawn. */
    WAITING,
    /** At least one byte may be with the other side. */
    BEGUN,
    /** It will never be written. */
    WITHDRAWN
  }

  private final Line line;
  private final Message request;
  private final byte[] bytes;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
  private final CompletableFuture<Message> answer = new CompletableFuture<>();

  Call(Line line, Message request, byte[] bytes) {
    this.line = line;
    this.request = request;
    this.bytes = bytes;
  }

  @Override
  public boolean begin() {
    return stage.compareAndSet(Stage.WAITING, Stage.BEGUN);
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public void dropped() {
    fail("the line was closed");
  }

  boolean isOn(Line other) {
    return line == other;
  }

  /** What came under its trace number, whatever it is. */
  void answered(Message message) {
    if (message.answers(request)) {
      answer.complete(message);
    } else {
      fail("the answer is another's: " + message.type());
    }
  }

  /** Ends the waiting, with what is known of what was sent. */
  void fail(String why) {
    boolean unsent = stage.compareAndSet(Stage.WAITING, Stage.WITHDRAWN);
    answer.completeExceptionally(unsent ? new NotSentException(why) : new NoAnswerException(why));
  }

  Message await(Duration limit) throws NotSentException, NoAnswerException, InterruptedException {
    try {
      return result(limit);
    } catch (TimeoutException _) {
      // An answer that comes now is as good as any.
      fail("no answer within " + limit);
      return settled();
    } catch (InterruptedException e) {
      fail("interrupted");
      throw e;
    }
  }

  private Message settled() throws NotSentException, NoAnswerException, InterruptedException {
    try {
      return result(Duration.ZERO);
    } catch (TimeoutException e) {
      throw new IllegalStateException("a failed call waits", e);
    }
  }

  private Message result(Duration limit)
      throws NotSentException, NoAnswerException, InterruptedException, TimeoutException {
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case NotSentException notSent -> throw notSent;
        case NoAnswerException noAnswer -> throw noAnswer;
        case null, default -> throw new IllegalStateException("a call that failed", e);
      }
    }
  }
}
