package dev.connectpos.order.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the other services are. */
@ApplicationScoped
class Peers {
  private final Peer acquirer;
  private final Peer terminals;

  Peers(
      @ConfigProperty(name = "connect.acquirer.url") URI acquirer,
      @ConfigProperty(name = "connect.terminals.url") URI terminals,
      @ConfigProperty(name = "connect.internal-token") String token,
      @ConfigProperty(name = "connect.peer.timeout") Duration timeout,
      ObjectMapper json) {
    this.acquirer = new Peer("acquirer-service", acquirer, token, timeout, json);
    this.terminals = new Peer("terminal-service", terminals, token, timeout, json);
  }

  Peer acquirer() {
    return acquirer;
  }

  Peer terminals() {
    return terminals;
  }
}
