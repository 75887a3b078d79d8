package dev.connectpos.bad.api;

import dev.connectpos.bad.messaging.MessagingUsesSocket;

/** Wrong on purpose: edges must not know each other. */
public record ApiUsesMessaging(MessagingUsesSocket other) {}
