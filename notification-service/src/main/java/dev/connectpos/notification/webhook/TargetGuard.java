package dev.connectpos.notification.webhook;

import dev.connectpos.notification.application.TargetPolicy;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Keeps accounts from having us call where they could not call themselves (SSRF).
 *
 * <ol>
 *   <li>When an endpoint is registered, its port and the addresses its host has now are checked.
 *   <li>At every attempt the host is resolved and checked anew, and the request goes to the checked
 *       address itself: nobody can answer the check with one address and the request with another.
 * </ol>
 */
@ApplicationScoped
class TargetGuard implements TargetPolicy {
  private static final String FORBIDDEN = "address not allowed";

  private final WebhookConfig config;
  private final HostResolver resolver;

  /** The system's resolver would hold the carrier of a virtual thread. */
  private final ExecutorService lookups =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("webhook-lookup-", 0).factory());

  TargetGuard(WebhookConfig config, HostResolver resolver) {
    this.config = config;
    this.resolver = resolver;
  }

  @PreDestroy
  void close() {
    lookups.shutdownNow();
  }

  /** The port that an address means. */
  static int port(URI url) {
    return url.getPort() >= 0 ? url.getPort() : isSecure(url) ? 443 : 80;
  }

  static boolean isSecure(URI url) {
    return url.getScheme().toLowerCase(Locale.ROOT).equals("https");
  }

  @Override
  public Optional<String> fault(String url) {
    try {
      var _ = addresses(URI.create(url), config.timeout());
      return Optional.empty();
    } catch (ForbiddenTargetException e) {
      return Optional.of("The url field names a host or port that webhooks may not go to.");
    } catch (UnknownHostException | TimeoutException e) {
      // It may have its address later; every attempt looks again.
      return Optional.empty();
    }
  }

  /**
   * Where the request may be sent, never empty; the connection must be made to one of these.
   *
   * @throws ForbiddenTargetException if there is no such address
   */
  List<InetAddress> addresses(URI url, Duration patience)
      throws ForbiddenTargetException, UnknownHostException, TimeoutException {
    int port = port(url);
    if (!config.privateTargets() && port != 80 && port != 443) {
      throw new ForbiddenTargetException(FORBIDDEN);
    }
    var allowed = resolved(url.getHost(), patience).stream().filter(this::isAllowed).toList();
    if (allowed.isEmpty()) {
      throw new ForbiddenTargetException(FORBIDDEN);
    }
    return allowed;
  }

  private boolean isAllowed(InetAddress address) {
    return switch (Reach.of(address)) {
      case PUBLIC -> true;
      case PRIVATE -> config.privateTargets();
      case NEVER -> false;
    };
  }

  private List<InetAddress> resolved(String host, Duration patience)
      throws UnknownHostException, TimeoutException {
    var lookup = lookups.submit(() -> resolver.resolve(host));
    try {
      return lookup.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw new IllegalStateException("cannot resolve a host", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException("interrupted");
    } finally {
      lookup.cancel(true);
    }
  }
}
