package dev.connectpos.order.application;

import java.time.Instant;

/** A card under a name that works once, and not for long. */
public record CardToken(String id, Instant createdAt, Instant expiresAt, SavedCard.CardFace face) {}
