package dev.connectpos.local.seed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.local.home.EnvFile;
import dev.connectpos.local.home.Failure;
import dev.connectpos.local.seed.Api.Caller;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The demo PDV's webhook endpoint. The inbox moves with the ports, an endpoint does not, and there
 * is no route that takes one away: a PDV that has moved answers 410 at its old address, which
 * disables the endpoint there. So each address is noted, and those that are still active are told
 * to whoever can answer there.
 */
final class InboxEndpoint {
  private static final String ROUTE = "/core/v5/hooks/endpoints";
  private static final String NOTE = "ENDPOINT_ID_";

  private final Api api;
  private final Caller pdv;
  private final EnvFile seeds;

  InboxEndpoint(Api api, Caller pdv, EnvFile seeds) {
    this.api = api;
    this.pdv = pdv;
    this.seeds = seeds;
  }

  /** Where the id of the endpoint at a port is noted. */
  static String note(int port) {
    return NOTE + port;
  }

  /**
   * What an endpoint's idempotency key must be made of besides the port: nothing at first, and the
   * one before if that was disabled because the inbox had moved away from it.
   */
  String replaces(int port) {
    String known = seeds.get(note(port));
    return known == null ? "" : "-after-" + known;
  }

  /**
   * Whether there is an endpoint at the port that webhooks go to. One that was never noted is not
   * asked for; nor is the only one there ever was, which nothing has disabled.
   */
  boolean isActive(int port) {
    @Nullable String known = seeds.get(note(port));
    return known != null && (notedPorts().size() == 1 || activeIds().contains(known));
  }

  /** The other ports where endpoints of ours are still active. */
  List<Integer> left(int port) {
    List<Integer> others = notedPorts().stream().filter(other -> other != port).toList();
    if (others.isEmpty()) {
      return List.of();
    }
    Set<String> active = activeIds();
    return others.stream().filter(other -> active.contains(seeds.require(note(other)))).toList();
  }

  private List<Integer> notedPorts() {
    return seeds.all().keySet().stream()
        .filter(name -> name.startsWith(NOTE))
        .map(name -> Integer.valueOf(name.substring(NOTE.length())))
        .toList();
  }

  private Set<String> activeIds() {
    Api.Answer answer = api.get(ROUTE, pdv);
    if (!answer.isSuccess()) {
      throw new Failure("the webhook endpoints cannot be listed: " + answer);
    }
    var active = new HashSet<String>();
    for (JsonNode endpoint : answer.body().path("data")) {
      if (endpoint.path("status").asText().equals("active")) {
        active.add(endpoint.path("id").asText());
      }
    }
    return active;
  }
}
