package dev.connectpos.local.home;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every port of the system, all on the loopback address.
 *
 * @param offset added to each default, so that two systems fit on one machine
 */
public record Ports(int offset) {
  private static final int CONNECT_MS = 200;
  private static final int REPLICA_STEP = 10;
  private static final int HIGHEST_DEFAULT = 19_093;
  private static final int HIGHEST_PORT = 65_535;

  /** Refuses an offset that leaves the range of ports. */
  public Ports {
    if (offset < 0 || HIGHEST_DEFAULT + offset > HIGHEST_PORT) {
      throw new Failure(
          "--port-offset must be between 0 and " + (HIGHEST_PORT - HIGHEST_DEFAULT) + ".");
    }
  }

  /** The one port for PDVs and terminals. */
  public int edge() {
    return 8080 + offset;
  }

  /** The port of a service. */
  public int service(ServiceName service) {
    return service.defaultPort() + offset;
  }

  /**
   * The port of one of several replicas of a service.
   *
   * @param replica its number, from 1
   */
  public int service(ServiceName service, int replica) {
    return service(service) + REPLICA_STEP * (replica - 1);
  }

  /** Apicurio Registry. */
  public int registry() {
    return 8085 + offset;
  }

  /** Where the demo PDV receives webhooks. */
  public int inbox() {
    return 8086 + offset;
  }

  /** The simulated card network, for the acquirer. */
  public int network() {
    return 18_583 + offset;
  }

  /** Where the simulated card network is made slow or forgetful. */
  public int networkAdmin() {
    return 18_584 + offset;
  }

  /** PostgreSQL. */
  public int postgres() {
    return 15_432 + offset;
  }

  /** The broker, for clients. */
  public int kafka() {
    return 19_092 + offset;
  }

  /** The broker's own quorum. */
  public int kafkaController() {
    return 19_093 + offset;
  }

  /** All ports by the name of the part that takes them. */
  public Map<String, Integer> byPart() {
    var all = new LinkedHashMap<String, Integer>();
    all.put("edge", edge());
    for (ServiceName service : ServiceName.values()) {
      all.put(service.partName(), service(service));
    }
    all.put("registry", registry());
    all.put("webhook inbox", inbox());
    all.put("postgres", postgres());
    all.put("kafka", kafka());
    all.put("card-network", network());
    all.put("card-network's admin", networkAdmin());
    all.put("kafka controller", kafkaController());
    return all;
  }

  /**
   * Makes sure that nothing listens on any of the ports.
   *
   * @throws Failure naming the first port that is taken, and the part that wants it
   */
  public void checkFree() {
    byPart()
        .forEach(
            (part, port) -> {
              if (isTaken(port)) {
                throw new Failure(
                    "port %d is taken (%s); stop what uses it or run with --port-offset %d"
                        .formatted(port, part, offset + 100));
              }
            });
  }

  /** Whether something listens on the loopback port, or holds it against us. */
  public static boolean isTaken(int port) {
    // A listener on all addresses lets some systems bind the loopback one as well: so ask first.
    if (answers(port)) {
      return true;
    }
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Whether something accepts connections on the loopback port. */
  public static boolean answers(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
