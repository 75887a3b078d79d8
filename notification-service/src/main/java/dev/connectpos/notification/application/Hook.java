package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.HookId;

/**
 * A notification: a fact, and the bytes that tell it.
 *
 * @param body rendered once; the same bytes go out on every attempt
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, sent as it is, compared by no one.
public record Hook(HookId id, Origin origin, byte[] body) {}
