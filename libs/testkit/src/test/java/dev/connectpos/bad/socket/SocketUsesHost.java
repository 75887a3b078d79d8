package dev.connectpos.bad.socket;

import dev.connectpos.bad.host.HostUsesWebhook;

/** Wrong on purpose: edges must not know each other. */
public record SocketUsesHost(HostUsesWebhook other) {}
