package dev.connectpos.terminal.socket;

import org.jspecify.annotations.Nullable;

/**
 * An error frame to be.
 *
 * @param code what is wrong
 * @param field the field at fault, if one is
 * @param inReplyTo type of the frame refused, if it had one
 */
record FrameError(ErrorCode code, @Nullable String field, @Nullable String inReplyTo) {}
