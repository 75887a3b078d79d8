package dev.connectpos.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void aTakenPortIsNamedWithItsPartAndAWayOut() throws IOException {
    try (var blocker = new ServerSocket()) {
      blocker.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      var ports = new Ports(offsetWithEdgeAt(blocker.getLocalPort()));
      assertThatThrownBy(ports::checkFree)
          .isInstanceOf(Failure.class)
          .hasMessage(
              "port %d is taken (edge); stop what uses it or run with --port-offset %d",
              blocker.getLocalPort(), ports.offset() + 100);
    }
  }

  @Test
  void aListenerOnAllAddressesTakesTheLoopbackPort() throws IOException {
    try (var blocker = new ServerSocket(0)) {
      assertThat(Ports.isTaken(blocker.getLocalPort())).isTrue();
    }
  }

  @Test
  void aPortIsFreeAgainWhenItsListenerIsGone() throws IOException {
    int port;
    try (var blocker = new ServerSocket(0)) {
      port = blocker.getLocalPort();
    }
    assertThat(Ports.isTaken(port)).isFalse();
  }

  @Test
  void noTwoPartsShareAPort() {
    var ports = new Ports(0).byPart().values();
    assertThat(new HashSet<>(ports)).hasSameSizeAs(ports);
  }

  @Test
  void anOffsetBeyondTheLastPortIsRefused() {
    assertThatThrownBy(() -> new Ports(50_000)).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> new Ports(-1)).isInstanceOf(Failure.class);
  }

  private static int offsetWithEdgeAt(int port) {
    return port - new Ports(0).edge();
  }
}
