package dev.connectpos.iso8583;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Another side that does not behave: it signs on, and then does what the test says. */
final class Peer implements AutoCloseable {
  private final ServerSocket door;
  private final Manner manner;
  private final AtomicInteger lines = new AtomicInteger();
  private final Codec codec = new Codec();

  /** What becomes of a message. */
  @FunctionalInterface
  interface Manner {
    void received(Message message, Peer peer, Socket socket) throws IOException;
  }

  Peer(Manner manner) throws IOException {
    this.manner = manner;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** How often somebody connected. */
  int lines() {
    return lines.get();
  }

  void send(Socket socket, Message message) throws IOException {
    write(socket, Frames.frame(codec.encode(message)));
  }

  static void write(Socket socket, byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = door.accept();
        lines.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try (socket;
        var in = new DataInputStream(socket.getInputStream())) {
      while (true) {
        Message message = codec.decode(Frames.read(in));
        if (message.text(Field.FUNCTION).equals("801")) {
          send(socket, message.answer("800"));
        } else {
          manner.received(message, this, socket);
        }
      }
    } catch (IOException | UnreadableMessageException _) {
      // The line has ended.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
