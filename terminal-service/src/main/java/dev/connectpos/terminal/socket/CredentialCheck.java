package dev.connectpos.terminal.socket;

import static java.util.Objects.requireNonNull;

import dev.connectpos.terminal.application.TerminalSessions;
import io.quarkus.virtual.threads.VirtualThreads;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** No socket without a device credential that is good, or in another protocol. */
@ApplicationScoped
class CredentialCheck implements HttpUpgradeCheck {
  private static final String PROTOCOL = "connect-terminal.v1";
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int BAD_REQUEST = 400;
  private static final int UNAVAILABLE = 503;

  private final TerminalSessions sessions;
  private final SocketConfig config;
  private final ExecutorService virtualThreads;

  CredentialCheck(
      TerminalSessions sessions,
      SocketConfig config,
      @VirtualThreads ExecutorService virtualThreads) {
    this.sessions = sessions;
    this.config = config;
    this.virtualThreads = virtualThreads;
  }

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext upgrade) {
    var headers = upgrade.httpRequest().headers();
    var handshake = Handshake.of(headers::getAll);
    String own = upgrade.httpRequest().scheme() + "://" + upgrade.httpRequest().authority();
    Context eventLoop = requireNonNull(Vertx.currentContext());
    return Uni.createFrom()
        .item(() -> check(handshake, own))
        .onFailure()
        .recoverWithItem(CheckResult.rejectUpgradeSync(UNAVAILABLE))
        .runSubscriptionOn(virtualThreads)
        .emitOn(task -> eventLoop.runOnContext(_ -> task.run()));
  }

  private CheckResult check(Handshake handshake, String own) {
    if (!handshake.isOfTrustedPage(own, config.origins().orElse(List.of()))) {
      return CheckResult.rejectUpgradeSync(FORBIDDEN);
    }
    if (sessions.authenticate(handshake.credential()).isEmpty()) {
      return CheckResult.rejectUpgradeSync(UNAUTHORIZED);
    }
    return handshake.protocols().contains(PROTOCOL)
        ? CheckResult.permitUpgradeSync()
        : CheckResult.rejectUpgradeSync(BAD_REQUEST);
  }
}
