package dev.connectpos.bad.messaging;

import dev.connectpos.bad.socket.SocketUsesHost;

/** Wrong on purpose: edges must not know each other. */
public record MessagingUsesSocket(SocketUsesHost other) {}
