package dev.connectpos.local.system;

import dev.connectpos.local.home.Ports;
import dev.connectpos.local.home.ServiceName;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/**
 * Where a request goes: to the replicas of terminal-service by turns, past those that are not ready
 * while another is, as a cluster's Service does it; to the only one of any other service.
 */
final class Balancer implements ToIntFunction<ServiceName> {
  private final Ports ports;
  private final Supervisor supervisor;
  private final int terminalReplicas;
  private final AtomicInteger turn = new AtomicInteger();

  Balancer(Ports ports, Supervisor supervisor, int terminalReplicas) {
    this.ports = ports;
    this.supervisor = supervisor;
    this.terminalReplicas = terminalReplicas;
  }

  @Override
  public int applyAsInt(ServiceName service) {
    int replica = 1;
    if (service == ServiceName.TERMINAL) {
      int first = turn.getAndIncrement();
      for (int i = 0; i < terminalReplicas; i++) {
        replica = 1 + Math.floorMod(first + i, terminalReplicas);
        if (supervisor.isReady(service.partName(replica))) {
          break;
        }
      }
    }
    return ports.service(service, replica);
  }
}
