package dev.connectpos.iso8583;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The other side of a {@link Link}: answers requests, each on a virtual thread of its own. */
public final class Host implements AutoCloseable {
  private static final String ACCEPTED = "800";

  private final InetSocketAddress address;
  private final Responder responder;
  private final Semaphore turns;
  private final Codec codec = new Codec();
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private @Nullable ServerSocket door;
  private volatile boolean refusing;

  /** Who knows the answers. */
  @FunctionalInterface
  public interface Responder {
    /**
     * @return the answer, or empty if none shall come
     * @throws InterruptedException if the host is closed meanwhile
     */
    Optional<Message> answer(Message request) throws InterruptedException;
  }

  /**
   * @param port 0 for any that is free
   * @param concurrent requests at a time; what comes beyond is not read before one is answered
   */
  public Host(String host, int port, Responder responder, int concurrent) {
    this.address = new InetSocketAddress(host, port);
    this.responder = responder;
    this.turns = new Semaphore(concurrent);
  }

  /** Listens from now on. */
  public synchronized void open() {
    try {
      var opened = new ServerSocket();
      opened.setReuseAddress(true);
      opened.bind(address);
      door = opened;
      Thread.ofVirtual().name("iso8583-accept").start(() -> accept(opened));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen at " + address, e);
    }
  }

  /** Where it listens. */
  public synchronized int port() {
    ServerSocket opened = door;
    return opened == null ? address.getPort() : opened.getLocalPort();
  }

  /** Drops every line and takes none, or takes them again. */
  public void refuse(boolean now) {
    refusing = now;
    if (now) {
      lines.forEach(line -> line.close("refused"));
    }
  }

  /** Stops listening and drops every line. */
  @Override
  public synchronized void close() {
    refuse(true);
    ServerSocket opened = door;
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void accept(ServerSocket opened) {
    while (!opened.isClosed()) {
      try {
        take(opened.accept());
      } catch (IOException _) {
        // That one is gone; if the door is closed, so is the loop.
      }
    }
  }

  private void take(Socket socket) throws IOException {
    if (refusing) {
      socket.close();
      return;
    }
    socket.setTcpNoDelay(true);
    var line = new Line(socket, codec, new Receiver());
    lines.add(line);
    line.start();
    if (refusing) {
      line.close("refused");
    }
  }

  /** What comes from acquirers. */
  private final class Receiver implements Line.Receiver {

    @Override
    public void received(Line line, Message message) {
      if (message.type().response().isEmpty()) {
        line.close("an answer to no question");
      } else if (message.type() == MessageType.MANAGEMENT_REQUEST) {
        line.send(new Reply(codec, message.answer(ACCEPTED)));
      } else {
        turns.acquireUninterruptibly();
        Thread.ofVirtual().name("iso8583-answer").start(() -> answer(line, message));
      }
    }

    private void answer(Line line, Message request) {
      try {
        responder.answer(request).ifPresent(answer -> line.send(new Reply(codec, answer)));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } finally {
        turns.release();
      }
    }

    @Override
    public void closed(Line line, String why) {
      lines.remove(line);
    }
  }
}
