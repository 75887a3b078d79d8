package dev.connectpos.iso8583;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One line to a card network that many calls share, told apart by their trace numbers.
 *
 * <ol>
 *   <li>Connect and sign on. If that fails, wait (longer each time) and try again, for ever.
 *   <li>While the line stands, calls are written to it in their order; answers come in any order.
 *   <li>After a while without a sign of life an echo is asked for. A line that gives none is
 *       closed: the other side may be gone without a word, as when a cable is pulled.
 *   <li>When a line ends, each call on it ends: not sent if not one byte of it was handed over,
 *       else without an answer. Then from the beginning.
 * </ol>
 *
 * <p>Nothing is ever sent twice: whether to repeat is for the caller to decide.
 */
public final class Link implements AutoCloseable {
  private static final int LAST_TRACE = 999_999;
  private static final String SIGN_ON = "801";
  private static final String ECHO = "831";
  private static final String ACCEPTED = "800";
  private static final DateTimeFormatter SENT_AT =
      DateTimeFormatter.ofPattern("MMddHHmmss", Locale.ROOT);
  private static final DateTimeFormatter LOCAL_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss", Locale.ROOT);

  private final LinkSettings settings;
  private final Clock clock;
  private final LinkObserver observer;
  private final Codec codec = new Codec();
  private final ConcurrentHashMap<String, Call> calls = new ConcurrentHashMap<>();
  private final AtomicInteger trace = new AtomicInteger();
  private final Semaphore permits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread keeper;
  private @Nullable Line current;
  private volatile boolean closed;

  /** Does nothing before {@link #open}. */
  public Link(LinkSettings settings, Clock clock, LinkObserver observer) {
    this.settings = settings;
    this.clock = clock;
    this.observer = observer;
    this.permits = new Semaphore(settings.inFlight());
    this.keeper = Thread.ofVirtual().name("iso8583-link").unstarted(this::keep);
  }

  /** Begins to connect; does not wait for it. */
  public void open() {
    keeper.start();
  }

  /** Ends the line, and every call on it. */
  @Override
  public void close() {
    closed = true;
    keeper.interrupt();
    Line line = standing();
    if (line != null) {
      line.close("the link was closed");
    }
  }

  /**
   * Sends a request and waits for its answer. Waits for a line as well, for at most the limit or
   * the settings' limit for connecting.
   *
   * @throws NotSentException if it is certain that the network did not get it
   * @throws NoAnswerException if that is not certain
   * @throws InterruptedException if the caller gave up; nobody knows then either
   */
  public Message call(Message request, Duration limit)
      throws NotSentException, NoAnswerException, InterruptedException {
    if (!permits.tryAcquire()) {
      throw new NotSentException("too many calls at a time");
    }
    try {
      return callOnAny(request, System.nanoTime() + limit.toNanos());
    } finally {
      permits.release();
    }
  }

  /** What a line that ended has not begun goes to the next one: it was not sent at all. */
  private Message callOnAny(Message request, long deadlineNanos)
      throws NotSentException, NoAnswerException, InterruptedException {
    while (true) {
      Line line = awaitLine(least(left(deadlineNanos), settings.connectLimit()));
      try {
        return call(line, request, left(deadlineNanos));
      } catch (NotSentException e) {
        if (left(deadlineNanos).isNegative()) {
          throw e;
        }
      }
    }
  }

  private static Duration left(long deadlineNanos) {
    return Duration.ofNanos(deadlineNanos - System.nanoTime());
  }

  private Message call(Line line, Message request, Duration limit)
      throws NotSentException, NoAnswerException, InterruptedException {
    Message stamped = stamped(request);
    Call call = new Call(line, stamped, Frames.frame(codec.encode(stamped)));
    String number = stamped.text(Field.TRACE);
    if (calls.putIfAbsent(number, call) != null) {
      throw new NotSentException("a call of a million calls ago has no answer yet");
    }
    try {
      if (!line.send(call)) {
        Arrays.fill(call.bytes(), (byte) 0);
        call.dropped();
      }
      return call.await(limit);
    } finally {
      calls.remove(number, call);
    }
  }

  private Message stamped(Message request) {
    int next = trace.updateAndGet(last -> last == LAST_TRACE ? 1 : last + 1);
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    return request
        .with(Field.TRACE, Integer.toString(next))
        .with(Field.SENT_AT, SENT_AT.format(now))
        .with(Field.LOCAL_TIME, LOCAL_TIME.format(now));
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Line awaitLine(Duration limit) throws NotSentException, InterruptedException {
    long nanos = limit.toNanos();
    lock.lockInterruptibly();
    try {
      while (current == null) {
        if (nanos <= 0 || closed) {
          throw new NotSentException("there is no line to the network");
        }
        nanos = changed.awaitNanos(nanos);
      }
      return current;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Line standing() {
    lock.lock();
    try {
      return current;
    } finally {
      lock.unlock();
    }
  }

  private void become(Line line) {
    lock.lock();
    try {
      current = line;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean forget(Line line) {
    lock.lock();
    try {
      boolean stood = current == line;
      if (stood) {
        current = null;
      }
      return stood;
    } finally {
      lock.unlock();
    }
  }

  private void keep() {
    Duration wait = settings.backoff();
    while (!closed) {
      try {
        Line line = signedOn();
        wait = settings.backoff();
        observer.up();
        watch(line);
        // It may have ended before it became the one.
        forget(line);
      } catch (IOException | NotSentException | NoAnswerException e) {
        observer.down("no line: " + e.getMessage());
      } catch (InterruptedException _) {
        return;
      }
      try {
        TimeUnit.NANOSECONDS.sleep(wait.toNanos());
      } catch (InterruptedException _) {
        return;
      }
      wait = least(wait.multipliedBy(2), settings.maxBackoff());
    }
  }

  private Line signedOn()
      throws IOException, NotSentException, NoAnswerException, InterruptedException {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      int limitMs = (int) settings.connectLimit().toMillis();
      socket.connect(new InetSocketAddress(settings.host(), settings.port()), limitMs);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    var line = new Line(socket, codec, new Receiver());
    line.start();
    try {
      manage(line, SIGN_ON, settings.connectLimit());
      become(line);
      if (closed) {
        throw new IOException("the link was closed");
      }
      return line;
    } catch (IOException | NotSentException | NoAnswerException | InterruptedException e) {
      line.close("not signed on");
      throw e;
    }
  }

  private void manage(Line line, String function, Duration limit)
      throws NotSentException, NoAnswerException, InterruptedException {
    var request = Message.of(MessageType.MANAGEMENT_REQUEST).with(Field.FUNCTION, function);
    Message answer = call(line, request, limit);
    if (!answer.find(Field.ACTION).equals(Optional.of(ACCEPTED))) {
      throw new NoAnswerException("the network answers " + answer.text(Field.ACTION));
    }
  }

  private void watch(Line line) throws InterruptedException {
    while (!line.awaitEnd(settings.idle().minus(line.silence()))) {
      if (line.silence().compareTo(settings.idle()) >= 0) {
        ask(line);
      }
    }
  }

  private void ask(Line line) throws InterruptedException {
    long began = System.nanoTime();
    try {
      manage(line, ECHO, settings.echoLimit());
    } catch (NotSentException | NoAnswerException _) {
      // Anything that was heard meanwhile is as good as the echo.
      if (line.silence().toNanos() > System.nanoTime() - began) {
        line.close("no sign of life");
      }
    }
  }

  /** What comes from the other side. */
  private final class Receiver implements Line.Receiver {

    @Override
    public void received(Line line, Message message) {
      if (message.type() == MessageType.MANAGEMENT_REQUEST) {
        line.send(new Reply(codec, message.answer(ACCEPTED)));
        return;
      }
      // A request has a trace number of the other side's, which may be one of ours too.
      boolean request = message.type().response().isPresent();
      Call call = request ? null : calls.remove(message.text(Field.TRACE));
      if (call != null) {
        call.answered(message);
      } else {
        observer.unexpected(message);
      }
    }

    @Override
    public void closed(Line line, String why) {
      if (forget(line)) {
        observer.down(why);
      }
      for (Call call : calls.values()) {
        if (call.isOn(line)) {
          call.fail(why);
        }
      }
    }
  }
}
