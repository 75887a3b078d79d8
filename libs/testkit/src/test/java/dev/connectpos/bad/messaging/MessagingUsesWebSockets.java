package dev.connectpos.bad.messaging;

import io.quarkus.websockets.next.WebSocketConnection;

/** Wrong on purpose: web sockets belong to socket. */
public record MessagingUsesWebSockets(WebSocketConnection connection) {}
