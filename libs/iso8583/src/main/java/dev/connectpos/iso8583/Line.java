package dev.connectpos.iso8583;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One connection: a thread that reads and a thread that writes, both virtual. Nobody else touches
 * the socket: whoever is interrupted while it waits for an answer must not close it for all others.
 */
final class Line {
  private final Socket socket;
  private final Codec codec;
  private final Receiver receiver;
  private final LinkedBlockingQueue<Outgoing> outgoing = new LinkedBlockingQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean closed;
  private volatile long heardNanos = System.nanoTime();

  /** Who is told. */
  interface Receiver {
    /** On the thread that reads, which waits for it. */
    void received(Line line, Message message);

    /** Once, when nothing will come any more. */
    void closed(Line line, String why);
  }

  /** What is to be written. */
  interface Outgoing {
    /** Called right before the first byte; false if it is not wanted any more. */
    boolean begin();

    /** The framed bytes; wiped when they are not needed any more. */
    byte[] bytes();

    /** The line was closed before {@link #begin}. */
    void dropped();
  }

  Line(Socket socket, Codec codec, Receiver receiver) {
    this.socket = socket;
    this.codec = codec;
    this.receiver = receiver;
  }

  void start() {
    Thread.ofVirtual().name("iso8583-read").start(this::read);
    Thread.ofVirtual().name("iso8583-write").start(this::write);
  }

  /** Hands over what is to be written; false if the line is closed. */
  boolean send(Outgoing message) {
    synchronized (outgoing) {
      return !closed && outgoing.add(message);
    }
  }

  /** For how long nothing was heard. */
  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - heardNanos);
  }

  /** Waits for the end; false if it did not come so soon. */
  boolean awaitEnd(Duration limit) throws InterruptedException {
    return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Ends it; what was not begun is dropped. */
  void close(String why) {
    var left = new ArrayList<Outgoing>();
    synchronized (outgoing) {
      if (closed) {
        return;
      }
      closed = true;
      outgoing.drainTo(left);
      // Wakes the thread that writes.
      outgoing.add(END);
    }
    try {
      socket.close();
    } catch (IOException _) {
      // It is of no use either way.
    }
    // First, so that who is told that it was dropped finds this line no more.
    receiver.closed(this, why);
    for (Outgoing message : left) {
      Arrays.fill(message.bytes(), (byte) 0);
      message.dropped();
    }
    ended.countDown();
  }

  private void read() {
    try (var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()))) {
      while (true) {
        byte[] bytes = Frames.read(in);
        heardNanos = System.nanoTime();
        Message message;
        try {
          message = codec.decode(bytes);
        } finally {
          Arrays.fill(bytes, (byte) 0);
        }
        receiver.received(this, message);
      }
    } catch (EOFException _) {
      close("the other side closed it");
    } catch (IOException e) {
      close(e.getClass().getSimpleName() + ": " + e.getMessage());
    } catch (UnreadableMessageException e) {
      // Where the next message begins nobody knows.
      close("what came cannot be read: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      close("reading failed: " + e.getClass().getSimpleName());
      throw e;
    }
  }

  private void write() {
    try {
      OutputStream out = socket.getOutputStream();
      for (Outgoing next = outgoing.take(); next != END; next = outgoing.take()) {
        write(out, next);
      }
    } catch (IOException e) {
      close("cannot write, " + e.getClass().getSimpleName() + ": " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      close("interrupted");
    }
  }

  private static void write(OutputStream out, Outgoing message) throws IOException {
    try {
      if (message.begin()) {
        out.write(message.bytes());
      }
    } finally {
      Arrays.fill(message.bytes(), (byte) 0);
    }
  }

  private static final Outgoing END =
      new Outgoing() {
        @Override
        public boolean begin() {
          return false;
        }

        @Override
        public byte[] bytes() {
          return new byte[0];
        }

        @Override
        public void dropped() {
          // Nobody waits for it.
        }
      };
}
